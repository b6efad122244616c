import { SopsError } from '../errors/sops-error.ts'
import { compilePath } from './compile-path.ts'
import type { Config, CreationRule } from './config.ts'
import { requireSoundRule } from './require-sound-rule.ts'

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
    if (!(await compilePath(rule))(path)) continue
    await requireSoundRule(rule)
    return rule
  }
  throw new SopsError(
    'NO_MATCHING_RULE',
    `No creation rule matches ${JSON.stringify(path)}. Add one for it; a rule without path_regex matches every file.`,
  )
}
