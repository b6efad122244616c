import type { EncryptionRule, RuleTexts } from '@sopskit/core'
import { selectRule } from '@sopskit/core'
import type { Notice } from '../api/output.ts'
import type { FileFormat } from '../formats/file-format.ts'

/** What says which values are encrypted, and which the MAC covers. */
export interface RuleOptions extends RuleTexts {
  /** Leave plain values out of the MAC, so that they can be edited by hand (M5). Default: false. */
  readonly macOnlyEncrypted?: boolean | undefined
}

/** What applies to a file. */
export interface ApplicableRule {
  readonly rule: EncryptionRule
  readonly macOnlyEncrypted: boolean
  /** Says that something was given that does not apply. */
  readonly ignored: readonly Notice[]
}

/**
 * The rule for an input of a format. A binary file is encrypted as a whole, whatever is asked for (B3).
 *
 * @throws {@link SopsError} `CONFLICTING_RULES`, but not for a binary file.
 */
export function applicableRule({
  format,
  ...options
}: RuleOptions & { readonly format: FileFormat }): ApplicableRule {
  const macOnlyEncrypted = options.macOnlyEncrypted ?? false
  if (format !== 'binary') return { rule: selectRule(options), macOnlyEncrypted, ignored: [] }
  return { rule: { kind: 'none' }, macOnlyEncrypted: false, ignored: ignoredBy(options) }
}

function ignoredBy(options: RuleOptions): readonly Notice[] {
  const given = [
    options.unencryptedSuffix,
    options.encryptedSuffix,
    options.unencryptedRegex,
    options.encryptedRegex,
    options.unencryptedCommentRegex,
    options.encryptedCommentRegex,
  ].some((text) => text !== undefined && text !== '')
  if (!given && options.macOnlyEncrypted !== true) return []
  const message =
    'A rule was given, but a binary file is encrypted as a whole. Name the format by --input-type, or in the options.'
  return [{ code: 'RULE_IGNORED', path: [], message }]
}
