import { SopsError } from '@sopskit/core'
import { recipientKind } from './recipient-kind.ts'

/**
 * Refuses a recipient that nothing can be wrapped for, before any work is done (AGE-005). Messages never
 * quote it: what stands in its place by mistake may be a secret.
 */
export function checkRecipient(recipient: string): void {
  const kind = recipientKind(recipient)
  if (kind === 'plugin' || kind === 'ssh') {
    const advice = 'Use an age1… or age1pq1… recipient.'
    throw unsupportedRecipient(kind, advice)
  }
  if (kind !== undefined) return
  const hint = recipient.toUpperCase().startsWith('AGE-SECRET-KEY-')
    ? 'What was given is an identity, which is secret; give the recipient that belongs to it.'
    : 'It should be age1… or age1pq1…, copied whole.'
  throw new SopsError('INVALID_MASTER_KEY', `The age recipient is not valid. ${hint}`)
}

/** The error for recipients that age knows and this release does not. */
export function unsupportedRecipient(kind: 'plugin' | 'ssh', advice: string): SopsError {
  const name = kind === 'ssh' ? 'an SSH key' : 'an age plugin'
  return new SopsError(
    'UNSUPPORTED_KEY_TYPE',
    `The age recipient is ${name}; these come with a later release. ${advice}`,
  )
}
