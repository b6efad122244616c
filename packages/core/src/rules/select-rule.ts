import { SopsError } from '../errors/sops-error.ts'
import { defaultRule, type EncryptionRule } from './encryption-rule.ts'
import { ruleName, ruleText } from './rule-text.ts'

/**
 * The six ways to say what is encrypted, of which at most one is given; an empty text counts as absent
 * (R1).
 */
export interface RuleTexts {
  /** Leave plain what stands under a key that ends so, encrypt the rest. */
  readonly unencryptedSuffix?: string | undefined
  /** Encrypt what stands under a key that ends so, leave the rest plain. */
  readonly encryptedSuffix?: string | undefined
  /** Leave plain what stands under a key that matches this RE2 pattern, encrypt the rest. */
  readonly unencryptedRegex?: string | undefined
  /** Encrypt what stands under a key that matches this RE2 pattern, leave the rest plain. */
  readonly encryptedRegex?: string | undefined
  /** Leave plain what a comment that matches this RE2 pattern stands above, encrypt the rest (R6). */
  readonly unencryptedCommentRegex?: string | undefined
  /** Encrypt what a comment that matches this RE2 pattern stands above, leave the rest plain (R6). */
  readonly encryptedCommentRegex?: string | undefined
}

/**
 * Picks the one rule that is given, or the default when there is none (R1, R2). The pattern is not
 * looked at; `compileRule` does.
 *
 * @throws {@link SopsError} `CONFLICTING_RULES` when more than one is given.
 *
 * @example
 * ```ts
 * import { selectRule } from '@sopskit/core'
 * selectRule({ encryptedRegex: '^(data|stringData)$' })
 * selectRule({}) // { kind: 'unencrypted-suffix', suffix: '_unencrypted' }
 * ```
 */
export function selectRule(texts: RuleTexts): EncryptionRule {
  const [rule, ...others] = candidates(texts).filter((candidate) => ruleText(candidate) !== '')
  if (rule === undefined) return defaultRule
  if (others.length === 0) return rule
  const names = [rule, ...others].map(ruleName).join(', ')
  throw new SopsError(
    'CONFLICTING_RULES',
    `Only one selection rule can apply; keep one of ${names}.`,
  )
}

function candidates(texts: RuleTexts): readonly EncryptionRule[] {
  return [
    { kind: 'unencrypted-suffix', suffix: texts.unencryptedSuffix ?? '' },
    { kind: 'encrypted-suffix', suffix: texts.encryptedSuffix ?? '' },
    { kind: 'unencrypted-regex', pattern: texts.unencryptedRegex ?? '' },
    { kind: 'encrypted-regex', pattern: texts.encryptedRegex ?? '' },
    { kind: 'unencrypted-comment-regex', pattern: texts.unencryptedCommentRegex ?? '' },
    { kind: 'encrypted-comment-regex', pattern: texts.encryptedCommentRegex ?? '' },
  ]
}
