import { SopsError } from '../errors/sops-error.ts'
import { compilePath } from './compile-path.ts'
import type { Config, DestinationRule } from './config.ts'
import { requireSoundRule } from './require-sound-rule.ts'
import { ruleError } from './rule-error.ts'

/**
 * The first destination rule whose `path_regex` matches anywhere in a path. The path is the one that was
 * named, as it is: nothing is cut from it and it is not made absolute (CLI-110).
 *
 * @throws {@link SopsError} `NO_MATCHING_RULE` when none matches; `CONFIG_INVALID` for a `path_regex` that
 * RE2 refuses, where the search comes to it, for a rule that names no destination or more than one, and
 * for a `recreation_rule` that says in more than one way what is encrypted; `INVALID_REGEX` for a pattern
 * in it that RE2 refuses.
 *
 * @example
 * ```ts
 * import { branch, entry, parseConfig, selectDestinationRule, sequence } from '@sopskit/core'
 * const rules = [branch([entry('path_regex', '^prod/'), entry('s3_bucket', 'secrets')])]
 * const config = parseConfig([branch([entry('destination_rules', sequence(rules))])])
 * const rule = await selectDestinationRule(config, 'prod/db.yaml')
 * rule.s3Bucket // 'secrets'
 * ```
 */
export async function selectDestinationRule(
  { destinationRules }: Pick<Config, 'destinationRules'>,
  path: string,
): Promise<DestinationRule> {
  for (const rule of destinationRules) {
    if (!(await compilePath(rule))(path)) continue
    requireOneDestination(rule)
    if (rule.recreationRule !== undefined) await requireSoundRule(rule.recreationRule)
    return rule
  }
  throw new SopsError(
    'NO_MATCHING_RULE',
    `No destination rule matches ${JSON.stringify(path)}. Add one for it; the path is matched as it is typed.`,
  )
}

function requireOneDestination(rule: DestinationRule): void {
  const names = { s3_bucket: rule.s3Bucket, gcs_bucket: rule.gcsBucket, vault_path: rule.vaultPath }
  const given = Object.entries(names).filter(([, text]) => text !== '')
  if (given.length === 1) return
  const message =
    given.length === 0
      ? `This destination rule names no destination; give one of ${Object.keys(names).join(', ')}.`
      : `This destination rule names more than one destination (${given.map(([name]) => name).join(', ')}); keep one of them.`
  throw ruleError(rule, 'CONFIG_INVALID', message)
}
