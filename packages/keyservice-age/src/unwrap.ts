import { isSopsError, refuseAborted, SopsError } from '@sopskit/core'
import { someAgeKey } from './age-key-name.ts'
import type { AgeTools } from './age-tools.ts'
import type { AgeIdentity } from './identities/age-identity.ts'
import { identityKind } from './identities/identity-kind.ts'
import type { IdentitySupply } from './identities/identity-supply.ts'
import type { AgeFileOpener } from './open-age-file.ts'
import { ageFileOpener, unlessNoMatch } from './open-age-file.ts'
import { recipientKind } from './recipients/recipient-kind.ts'
import type { UnwrapByOthers } from './unwrap-by-others.ts'

/** A data key to be unwrapped; the recipient serves the error message only (CLI-059). */
export interface AgeUnwrapCall {
  readonly enc: string
  readonly recipient: string
  readonly signal: AbortSignal | undefined
}

/** Unwraps an `enc` text with the identities that were found for it. */
export type AgeUnwrapper = (call: AgeUnwrapCall, supply: IdentitySupply) => Promise<Uint8Array>

/** Keeps what it prepares of an identity for every data key that will be unwrapped. */
export function createUnwrapper(tools: AgeTools): AgeUnwrapper {
  const openers = new Map<string, Promise<AgeFileOpener>>()
  let others: Promise<UnwrapByOthers> | undefined
  const nativeOpener = (identities: readonly string[]): Promise<AgeFileOpener> => {
    const id = identities.join('\n')
    const opener = openers.get(id) ?? ageFileOpener(identities)
    openers.set(id, opener)
    return opener
  }
  return async (call, supply) => {
    const { recipient, signal } = call
    const [natives, rest] = partition(supply.identities)
    try {
      const file = await decodeArmor(call.enc)
      const found = await unlessNoMatch(async () => (await nativeOpener(natives))(file))
      // Its length is for the caller to judge, as in sops (V3): an age file is authenticated.
      if (found !== undefined) return found
      if (rest.length === 0) throw noIdentityFits(supply, recipient, [])
      others ??= loadOthers(tools)
      const late = await (await others)(rest, { file, signal })
      if ('dataKey' in late) return late.dataKey
      throw noIdentityFits(supply, recipient, late.problems)
    } catch (error) {
      refuseAborted(signal, someAgeKey)
      throw isSopsError(error) ? error : damaged()
    }
  }
}

async function decodeArmor(enc: string): Promise<Uint8Array> {
  const { armor } = await import('age-encryption')
  return armor.decode(enc)
}

/** Those that need nothing but themselves come first, whatever the order (AGE-006): they ask nobody anything. */
function partition(
  identities: readonly AgeIdentity[],
): readonly [readonly string[], readonly AgeIdentity[]] {
  return [identities.filter(isNative), identities.filter((identity) => !isNative(identity))]
}

function isNative(identity: AgeIdentity): identity is string {
  return typeof identity === 'string' && identityKind(identity) === 'native'
}

async function loadOthers(tools: AgeTools): Promise<UnwrapByOthers> {
  const { createOthers } = await import('./unwrap-by-others.ts')
  return createOthers(tools)
}

function noIdentityFits(
  supply: IdentitySupply,
  recipient: string,
  problems: readonly string[],
): SopsError {
  const tried = whatWasTried(supply, nameOf(recipient), problems.length)
  const isOneMissing = problems.length < supply.identities.length || problems.length === 0
  const advice = isOneMissing ? ['Provide the identity of that recipient.'] : []
  const sentences = [tried, ...advice, ...problems, supply.report]
  return new SopsError('UNWRAP_FAILED', sentences.join(' ').trimEnd())
}

function whatWasTried(
  { identities, sources = '' }: IdentitySupply,
  owner: string,
  failed: number,
): string {
  const count = identities.length
  if (count === 0) return `There is no age identity to try for ${owner}.`
  const from = sources === '' ? '' : ` Tried: ${sources}.`
  // Whether one that could not be used belongs to the recipient, is not always known.
  if (failed > 0) return `None of the age identities (${count}) opens what is for ${owner}.${from}`
  return `None of the age identities tried (${count}) belongs to ${owner}.${from}`
}

function damaged(): SopsError {
  const message =
    'The age file that holds the data key is damaged or is none. Restore it from an intact copy.'
  return new SopsError('UNWRAP_FAILED', message)
}

/** What stands in place of a recipient by mistake is not quoted. */
function nameOf(recipient: string): string {
  const kind = recipientKind(recipient)
  if (kind === undefined) return 'the recipient'
  if (kind === 'ssh') {
    const [type = '', base64 = ''] = recipient.split(/[ \t]+/)
    return `${type} …${base64.slice(-12)}`
  }
  // A post-quantum recipient has some 2,000 characters.
  return recipient.length <= 62 ? recipient : `${recipient.slice(0, 24)}…`
}
