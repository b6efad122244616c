import { SopsError } from '@sopskit/core'
import { identityKind } from './identity-kind.ts'

/** The start of material that is encrypted with a passphrase (AGE-016). */
export const encryptedStart: RegExp = /^(?:age-encryption|-----BEGIN AGE)/

/** The error for a text that cannot serve as an identity; `place` names it, its content stays out. */
export function invalidIdentity(text: string, place: string, line?: number): SopsError {
  const position = line === undefined ? {} : { position: { line, column: 1 } }
  return new SopsError('INVALID_IDENTITY', `${place} ${reasonFor(text)}.`, position)
}

function reasonFor(text: string): string {
  if (identityKind(text) === 'plugin') {
    return 'is for an age plugin; such identities come with a later release'
  }
  if (encryptedStart.test(text)) {
    return 'is encrypted with a passphrase, which comes with a later release; decrypt it first'
  }
  if (text.startsWith('-----BEGIN ')) {
    return 'starts an SSH or other PEM key; such identities come with a later release'
  }
  return 'is not an age identity: AGE-SECRET-KEY-…, in upper case, copied whole, nothing beside it'
}
