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
    return 'is for an age plugin; those are run by agePlugins of @sopskit/keyservice-age/node only'
  }
  if (encryptedStart.test(text)) {
    return 'is encrypted with a passphrase; ageKeyService takes such a text as a whole, as one identity'
  }
  if (text.startsWith('-----BEGIN ')) {
    return 'starts an SSH or other PEM key, which does not belong among age identities; SSH keys have sources of their own'
  }
  return 'is not an age identity: AGE-SECRET-KEY-… or AGE-PLUGIN-…, in upper case, copied whole, nothing beside it'
}
