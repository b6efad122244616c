import { SopsError } from '../errors/sops-error.ts'
import type { Leaf } from '../leaves/leaf.ts'
import { createScopeMatcher } from './comment-scope.ts'
import type { InvalidPattern, TextMatcher } from './compile-pattern.ts'
import type { EncryptionRule } from './encryption-rule.ts'
import { ruleName, withoutEmptyText } from './rule-text.ts'

/** A rule that is ready to judge leaves. Made for one tree and one operation: it remembers every key it met. */
export interface CompiledRule {
  readonly rule: EncryptionRule
  /** False for a pattern that RE2 refuses and that was let through as matching nothing. */
  readonly valid: boolean
  /** Whether a leaf is encrypted; a leaf that never is, such as null, is judged all the same (R3–R7). */
  readonly encrypts: (leaf: Leaf) => boolean
  /** Whether a comment's text matches the pattern of a comment rule; always false for other rules (R8). */
  readonly matchesComment: (text: string | Uint8Array) => boolean
}

/** How a rule is compiled. */
export interface CompileRuleOptions {
  /**
   * What becomes of a pattern that RE2 refuses: `refuse`, the default, is an error; `matches-nothing`
   * is what sops makes of it, for reading a file that carries one (R10, Q8).
   */
  readonly invalidPattern?: 'refuse' | 'matches-nothing'
}

/**
 * Makes a rule ready to judge leaves (R3–R7). Patterns are RE2, matched anywhere in the UTF-8 text of a
 * key or comment (R10, R11). A rule with an empty text is the default rule (R1, R2). Asynchronous, for the
 * RE2 engine is loaded on first use.
 *
 * @throws {@link SopsError} `INVALID_REGEX` for a pattern that RE2 refuses.
 *
 * @example
 * ```ts
 * import { branch, collectLeaves, compileRule, entry } from '@sopskit/core'
 * const rule = await compileRule({ kind: 'encrypted-regex', pattern: '^pass' })
 * const leaves = collectLeaves([branch([entry('user', 'me'), entry('password', 'x')])])
 * leaves.map(rule.encrypts) // [false, true]
 * ```
 */
export async function compileRule(
  rule: EncryptionRule,
  options: CompileRuleOptions = {},
): Promise<CompiledRule> {
  const effective = withoutEmptyText(rule)
  if (effective.kind === 'none') return everything(effective)
  const matcher = await compileMatcher(effective)
  if (typeof matcher === 'function') return { ...judge(effective, matcher), valid: true }
  if (options.invalidPattern !== 'matches-nothing') throw invalidRegex(effective, matcher)
  return { ...judge(effective, () => false), valid: false }
}

type MatchingRule = Exclude<EncryptionRule, { readonly kind: 'none' }>
type Judgement = Omit<CompiledRule, 'valid'>

function everything(rule: EncryptionRule): CompiledRule {
  return { rule, valid: true, encrypts: () => true, matchesComment: () => false }
}

// The RE2 engine takes longer to load than a small file to decrypt, and most files need none.
async function compileMatcher(rule: MatchingRule): Promise<TextMatcher | InvalidPattern> {
  if ('pattern' in rule) {
    const { compilePattern } = await import('./compile-pattern.ts')
    return compilePattern(rule.pattern)
  }
  return (text) => typeof text === 'string' && text.endsWith(rule.suffix)
}

// A rule named `encrypted…` encrypts what matches, one named `unencrypted…` what does not (R3, R6).
function judge(rule: MatchingRule, matcher: TextMatcher): Judgement {
  const matches = remember(matcher)
  const whenMatched = rule.kind.startsWith('encrypted')
  if (!rule.kind.endsWith('comment-regex')) {
    const encrypts = (leaf: Leaf): boolean => leaf.path.some(matches) === whenMatched
    return { rule, encrypts, matchesComment: () => false }
  }
  const governs = createScopeMatcher(matches, { countsItself: !whenMatched })
  return { rule, encrypts: (leaf) => governs(leaf) === whenMatched, matchesComment: matches }
}

function remember(matcher: TextMatcher): TextMatcher {
  const known = new Map<string | Uint8Array, boolean>()
  return (text) => {
    const answer = known.get(text) ?? matcher(text)
    known.set(text, answer)
    return answer
  }
}

function invalidRegex(rule: EncryptionRule, { reason, column }: InvalidPattern): SopsError {
  const place = column === undefined ? '' : ` at character ${column}`
  return new SopsError(
    'INVALID_REGEX',
    `${ruleName(rule)} is not a pattern that RE2 accepts: ${reason}${place}. Lookaround and backreferences do not exist in RE2.`,
  )
}
