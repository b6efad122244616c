import { isSopsError, SopsError } from '@sopskit/core'
import type { AgeEncryptedIdentities } from '../identities/age-identity.ts'
import { identityKind } from '../identities/identity-kind.ts'
import { readIdentityText } from '../identities/read-identity-text.ts'
import type { AgeFileOpener } from '../open-age-file.ts'
import { ageFileOpener } from '../open-age-file.ts'
import { sharedTask } from '../shared-task.ts'
import type { Attempt } from '../unwrap-by-others.ts'
import { askPassphrase } from './ask-passphrase.ts'
import { openWithPassphrase, requirePassphraseFile } from './passphrase-file.ts'
import type { Passphrases } from './passphrases.ts'

/** Opens age files with the identities of a file that a passphrase opens; asks for it once (AGE-016). */
export function createEncryptedAttempt(
  identities: AgeEncryptedIdentities,
  passphrases: Passphrases | undefined,
): Attempt {
  const unlock = sharedTask((signal) => unlockIdentities({ identities, signal }, passphrases))
  return async ({ file, signal }) => (await unlock(signal))(file)
}

interface Unlocking {
  readonly identities: AgeEncryptedIdentities
  readonly signal: AbortSignal
}

async function unlockIdentities(
  { identities: { place, file }, signal }: Unlocking,
  passphrases: Passphrases | undefined,
): Promise<AgeFileOpener> {
  const sealed = await requirePassphraseFile(file, place)
  const request = { kind: 'identity-file', place, signal } as const
  const passphrase = await askPassphrase(passphrases, request, sealed)
  if (passphrase === undefined) throw unusable(place, 'need a passphrase, and none was given')
  const text = await openWithPassphrase(sealed, passphrase)
  if (text === 'damaged') throw unusable(place, 'are damaged')
  if (text === 'wrong') {
    await passphrases?.reject?.(sealed)
    throw unusable(place, 'have another passphrase than the one given')
  }
  return ageFileOpener(readPlaintext(new TextDecoder().decode(text.bytes), place))
}

/** age itself reads this text: no plugins, no SSH keys, not empty. Its lines are secret, so only numbers are told. */
function readPlaintext(text: string, place: string): readonly string[] {
  try {
    const identities = readIdentityText(text, 'whole')
    if (identities.some((identity) => identityKind(identity) !== 'native')) {
      throw unusable(
        place,
        'have the identity of a plugin among them, which age does not take there',
      )
    }
    if (identities.length > 0) return identities
  } catch (error) {
    if (!isSopsError(error) || error.position === undefined) throw error
    throw unusable(place, `are not readable inside: line ${error.position.line} is none`)
  }
  throw unusable(place, 'are none: the file is empty inside')
}

function unusable(place: string, reason: string): SopsError {
  return new SopsError('INVALID_IDENTITY', `${place}: The encrypted identities ${reason}.`)
}
