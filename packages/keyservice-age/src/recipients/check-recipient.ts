import { SopsError } from '@sopskit/core'
import type { RecipientKind } from './recipient-kind.ts'
import { recipientKind } from './recipient-kind.ts'

/**
 * Refuses a recipient that nothing can be wrapped for, before any work is done (AGE-005). Messages never
 * quote it: what stands in its place by mistake may be a secret.
 */
export function checkRecipient(recipient: string): RecipientKind {
  const kind = recipientKind(recipient)
  if (kind !== undefined) return kind
  throw new SopsError('INVALID_MASTER_KEY', `The age recipient is not valid. ${hintFor(recipient)}`)
}

function hintFor(recipient: string): string {
  if (/^AGE-(?:SECRET-KEY|PLUGIN)-/i.test(recipient)) {
    return 'What was given is an identity, which is secret; give the recipient that belongs to it.'
  }
  if (/^(?:ssh|sk|ecdsa)-/.test(recipient)) {
    return 'Of the keys of SSH, age takes ssh-ed25519 and ssh-rsa only.'
  }
  return 'It should be age1…, age1pq1…, that of a plugin, or an ssh-ed25519 or ssh-rsa key, copied whole.'
}
