import { isSopsError, SopsError } from '../errors/sops-error.ts'
import type { TextMatcher } from '../rules/compile-pattern.ts'
import { compileRule } from '../rules/compile-rule.ts'
import { selectRule } from '../rules/select-rule.ts'
import type { Config, CreationRule } from './config.ts'
import { ruleError } from './rule-error.ts'

/**
 * The first creation rule whose `path_regex` matches anywhere in a path (CFG-030); `undefined` when the
 * configuration says nothing about creating files (CFG-034). Give the path as `matchedPath` makes it.
 *
 * @throws {@link SopsError} `NO_MATCHING_RULE` when there are rules and none matches (CFG-035, CFG-036);
 * `CONFIG_INVALID` for a `path_regex` that RE2 refuses, but only where the search comes to it (CFG-031),
 * and when the rule has more than one of the six ways to say what is encrypted (CFG-050); `INVALID_REGEX`
 * when the one it has is a pattern that RE2 refuses (CFG-052).
 *
 * @example
 * ```ts
 * import { branch, entry, parseConfig, selectCreationRule, sequence } from '@sopskit/core'
 * const rules = [branch([entry('path_regex', '^prod/')]), branch([entry('shamir_threshold', 2n)])]
 * const config = parseConfig([branch([entry('creation_rules', sequence(rules))])])
 * const rule = await selectCreationRule(config, 'dev/secret.yaml')
 * rule?.shamirThreshold // 2
 * ```
 */
export async function selectCreationRule(
  { creationRules }: Pick<Config, 'creationRules'>,
  path: string,
): Promise<CreationRule | undefined> {
  if (creationRules === undefined) return undefined
  for (const rule of creationRules) {
    if (rule.pathRegex !== '' && !(await compilePath(rule))(path)) continue
    requireOneText(rule)
    await requirePattern(rule)
    return rule
  }
  throw new SopsError(
    'NO_MATCHING_RULE',
    `No creation rule matches ${JSON.stringify(path)}. Add one for it; a rule without path_regex matches every file.`,
  )
}

// The RE2 engine is loaded when a rule asks for it.
async function compilePath(rule: CreationRule): Promise<TextMatcher> {
  const { compilePattern } = await import('../rules/compile-pattern.ts')
  const matcher = compilePattern(rule.pathRegex)
  if (typeof matcher === 'function') return matcher
  const reason = `path_regex is not a pattern that RE2 accepts: ${matcher.reason}. Lookaround and backreferences do not exist in RE2.`
  throw ruleError(rule, 'CONFIG_INVALID', reason)
}

function requireOneText(rule: CreationRule): void {
  const given = Object.values(rule.texts).filter((text: string | undefined) => Boolean(text))
  if (given.length <= 1) return
  const message =
    'This creation rule says in more than one way what is encrypted; keep one of them.'
  throw ruleError(rule, 'CONFIG_INVALID', message)
}

/** It would be refused later as well, when nobody knows any more that it comes from here. */
async function requirePattern(rule: CreationRule): Promise<void> {
  try {
    await compileRule(selectRule(rule.texts))
  } catch (error) {
    if (!isSopsError(error)) throw error
    throw ruleError(rule, error.code, error.message)
  }
}
