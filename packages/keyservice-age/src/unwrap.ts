import { SopsError } from '@sopskit/core'
import type { Decrypter } from 'age-encryption'
import type { IdentitySupply } from './identities/identity-supply.ts'
import { unsupportedRecipient } from './recipients/check-recipient.ts'
import { recipientKind } from './recipients/recipient-kind.ts'
import { bytesOf, streamOf } from './stream-bytes.ts'

/** Unwraps an `enc` text; the recipient serves the error message only (CLI-059). */
export type AgeUnwrapper = (enc: string, recipient: string) => Promise<Uint8Array>

/** Prepares the identities once for every data key that will be unwrapped. */
export async function createUnwrapper(supply: IdentitySupply): Promise<AgeUnwrapper> {
  const open = supply.identities.length > 0 ? await opener(supply.identities) : refuse
  return async (enc, recipient) => {
    try {
      return await open(enc)
    } catch (error) {
      throw error instanceof NoMatch ? noIdentityFits(supply, recipient) : damaged()
    }
  }
}

/** Thrown in place of an answer when no identity belongs to an age file. */
class NoMatch extends Error {}

function refuse(): Promise<Uint8Array> {
  return Promise.reject(new NoMatch())
}

async function opener(
  identities: readonly string[],
): Promise<(enc: string) => Promise<Uint8Array>> {
  const { armor, Decrypter } = await import('age-encryption')
  const decrypter: Decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  // Asked last, so only when no other fits: tells a missing identity from a damaged file.
  decrypter.addIdentity({ unwrapFileKey: () => refuse() })
  return async (enc) => bytesOf(await decrypter.decrypt(streamOf(armor.decode(enc))))
}

function noIdentityFits({ identities, report }: IdentitySupply, recipient: string): SopsError {
  const kind = recipientKind(recipient)
  if (kind === 'plugin' || kind === 'ssh') {
    return unsupportedRecipient(kind, `Decrypt with another key of the file. ${report}`.trimEnd())
  }
  const owner = kind === 'native' ? abbreviate(recipient) : 'the recipient'
  const tried =
    identities.length === 0
      ? `There is no age identity to try for ${owner}.`
      : `None of the age identities tried (${identities.length}) belongs to ${owner}.`
  const advice = 'Provide the identity of that recipient.'
  return new SopsError('UNWRAP_FAILED', `${tried} ${advice} ${report}`.trimEnd())
}

function damaged(): SopsError {
  const message =
    'The age file that holds the data key is damaged or is none. Restore it from an intact copy.'
  return new SopsError('UNWRAP_FAILED', message)
}

// A post-quantum recipient has some 2,000 characters.
function abbreviate(recipient: string): string {
  return recipient.length <= 62 ? recipient : `${recipient.slice(0, 24)}…`
}
