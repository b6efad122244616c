import { readIdentityText } from './read-identity-text.ts'

/** Settings of {@link parseAgeIdentities}. */
export interface ParseAgeIdentitiesOptions {
  /** Takes several identities on one line, parted by white space, as `SOPS_AGE_KEY` does (AGE-011). */
  readonly severalPerLine?: boolean
}

/**
 * Takes the identities out of the text of an age key file: one per line, empty lines and lines that start
 * with `#` skipped, lines not trimmed, CRLF allowed (AGE-010). A text without identities gives none.
 *
 * @throws {@link SopsError} `INVALID_IDENTITY` when a line is anything else: the whole text is refused
 * (AGE-012), the position says where, and nothing of the text is quoted. Also for SSH keys and for files
 * encrypted with a passphrase, which `ageKeyService` takes as a whole.
 * @example
 * ```ts
 * import { ageKeyService, parseAgeIdentities } from '@sopskit/keyservice-age'
 * const text = '# created by age-keygen\n' // followed by lines of AGE-SECRET-KEY-1…
 * const service = ageKeyService({ identities: parseAgeIdentities(text) })
 * ```
 */
export function parseAgeIdentities(
  text: string,
  options: ParseAgeIdentitiesOptions = {},
): readonly string[] {
  return readIdentityText(text, options.severalPerLine === true ? 'words' : 'whole')
}
