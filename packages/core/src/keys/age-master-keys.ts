import { SopsError } from '../errors/sops-error.ts'
import type { AgeMasterKey } from './master-key.ts'

/** What kind of age recipient a text is (AGE-001). */
export type AgeRecipientKind = 'x25519' | 'post-quantum' | 'plugin' | 'ssh'

/**
 * Tells the kind of an age recipient from its beginning, or `undefined` for what is none (AGE-001).
 * Whether the rest of it is valid only the key service finds out.
 *
 * @example
 * ```ts
 * import { ageRecipientKind } from '@sopskit/core'
 * ageRecipientKind('age1yubikey1q…') // 'plugin'
 * ```
 */
export function ageRecipientKind(recipient: string): AgeRecipientKind | undefined {
  if (recipient.startsWith('ssh-')) return 'ssh'
  if (!recipient.startsWith('age1')) return undefined
  if (recipient.startsWith('age1pq1')) return 'post-quantum'
  return recipient.indexOf('1') === recipient.lastIndexOf('1') ? 'x25519' : 'plugin'
}

/**
 * Reads a comma-separated list of age recipients. White space around them is dropped; order and
 * duplicates are kept (K4), as is the comment of an SSH key, in which there must be no comma (AGE-002).
 *
 * @throws {@link SopsError} `INVALID_MASTER_KEY` for an empty entry or one that is no age recipient.
 *
 * @example
 * ```ts
 * import { ageMasterKeys } from '@sopskit/core'
 * ageMasterKeys('age10y2e8jnj9qhqfjthum2k443ee72vffehsmemwkzq6uuvr3zzpaqq3cc78j')
 * ```
 */
export function ageMasterKeys(text: string): readonly AgeMasterKey[] {
  return text.split(',').map((part, index) => parseRecipient(part.trim(), index + 1))
}

function parseRecipient(recipient: string, number: number): AgeMasterKey {
  if (ageRecipientKind(recipient) !== undefined) return { type: 'age', recipient }
  // The text is not quoted: it can be an identity that was given by mistake.
  throw new SopsError('INVALID_MASTER_KEY', `Age recipient ${number} ${describeMistake(recipient)}`)
}

function describeMistake(recipient: string): string {
  if (recipient === '') return 'of the list is empty.'
  if (/^AGE-(SECRET-KEY|PLUGIN)-/i.test(recipient)) {
    return 'is an identity, which is secret. Give the recipient that belongs to it: it begins with age1.'
  }
  return 'is not an age recipient: those begin with age1 or ssh-.'
}
