import type { CreationRule, CreationRuleKeysOptions, MasterKey } from '@sopskit/core'
import { creationRuleKeys, matchedPath, selectCreationRule } from '@sopskit/core'
import { withSlashes } from '../files/with-slashes.ts'
import { inConfigFile } from './config-error.ts'
import type { LoadedConfig } from './load-config.ts'

/** The rule for a file by its absolute path; `undefined` when the configuration has no rules (CFG-034). */
export async function creationRuleFor(
  config: LoadedConfig,
  path: string,
): Promise<CreationRule | undefined> {
  const matched = matchedPath(withSlashes(config.directory), withSlashes(path))
  return inConfigFile(config.path, () => selectCreationRule(config, matched))
}

/** The keys of a rule by group; none without a rule. */
export async function keyGroupsOf(
  rule: CreationRule | undefined,
  { config, ...options }: CreationRuleKeysOptions & { readonly config: LoadedConfig },
): Promise<readonly (readonly MasterKey[])[]> {
  return rule === undefined ? [] : inConfigFile(config.path, () => creationRuleKeys(rule, options))
}
