import type { EncryptionRule } from '@sopskit/core'
import { SopsError } from '@sopskit/core'

/**
 * Which values are encrypted; at most one of the six. None means `unencryptedSuffix: '_unencrypted'`
 * (R2). Empty text counts as absent (R1).
 */
export interface RuleOptions {
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
 * The one rule that is asked for, or `undefined`.
 *
 * @throws {@link SopsError} `CONFLICTING_RULES` when there is more than one (R1).
 */
export function selectRule(options: RuleOptions): EncryptionRule | undefined {
  const candidates: readonly (EncryptionRule | undefined)[] = [
    suffixRule('unencrypted-suffix', options.unencryptedSuffix),
    suffixRule('encrypted-suffix', options.encryptedSuffix),
    patternRule('unencrypted-regex', options.unencryptedRegex),
    patternRule('encrypted-regex', options.encryptedRegex),
    patternRule('unencrypted-comment-regex', options.unencryptedCommentRegex),
    patternRule('encrypted-comment-regex', options.encryptedCommentRegex),
  ]
  const [rule, other] = candidates.filter((candidate) => candidate !== undefined)
  if (other === undefined) return rule
  throw new SopsError(
    'CONFLICTING_RULES',
    `A file has one rule for what is encrypted, but both ${rule?.kind} and ${other.kind} are given.`,
  )
}

type PatternKind = Extract<EncryptionRule, { readonly pattern: string }>['kind']
type SuffixKind = Extract<EncryptionRule, { readonly suffix: string }>['kind']

function suffixRule(kind: SuffixKind, suffix: string | undefined): EncryptionRule | undefined {
  return suffix === undefined || suffix === '' ? undefined : { kind, suffix }
}

function patternRule(kind: PatternKind, pattern: string | undefined): EncryptionRule | undefined {
  return pattern === undefined || pattern === '' ? undefined : { kind, pattern }
}
