import type { TextMatcher } from '../rules/compile-pattern.ts'
import type { CreationRule } from './config.ts'
import { ruleError } from './rule-error.ts'

/**
 * What tells whether a path matches a rule; empty text matches every path (CFG-030). The RE2 engine is
 * loaded when a rule asks for it.
 */
export async function compilePath(
  rule: Pick<CreationRule, 'pathRegex' | 'position'>,
): Promise<TextMatcher> {
  if (rule.pathRegex === '') return () => true
  const { compilePattern } = await import('../rules/compile-pattern.ts')
  const matcher = compilePattern(rule.pathRegex)
  if (typeof matcher === 'function') return matcher
  const reason = `path_regex is not a pattern that RE2 accepts: ${matcher.reason}. Lookaround and backreferences do not exist in RE2.`
  throw ruleError(rule, 'CONFIG_INVALID', reason)
}
