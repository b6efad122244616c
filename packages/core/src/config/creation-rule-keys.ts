import { isSopsError } from '../errors/sops-error.ts'
import { ageMasterKeys } from '../keys/age-master-keys.ts'
import { azureKeyVaultMasterKeys } from '../keys/azure-key-vault-master-keys.ts'
import { gcpKmsMasterKeys } from '../keys/gcp-kms-master-keys.ts'
import { huaweiKmsMasterKeys } from '../keys/huawei-kms-master-keys.ts'
import { kmsMasterKeys } from '../keys/kms-master-keys.ts'
import type { MasterKey } from '../keys/master-key.ts'
import { pgpMasterKeys } from '../keys/pgp-master-keys.ts'
import { vaultMasterKeys } from '../keys/vault-master-keys.ts'
import type { CreationRule, FlatKeys } from './config.ts'
import { groupMasterKeys } from './group-master-keys.ts'
import { ruleError } from './rule-error.ts'

/** What the keys of a rule depend on beside the rule. */
export interface CreationRuleKeysOptions {
  /**
   * The context for AWS keys that the rule names outside of key groups, which have their own. `encrypt` of
   * sops drops it (CFG-065).
   */
  readonly encryptionContext?: Readonly<Record<string, string>> | undefined
}

/**
 * The master keys of a rule by group: its key groups, or one group of the keys named in the rule itself,
 * in the order age, PGP, AWS, Google, Huawei, Azure, Vault (CFG-040, CFG-041). Within a key group nothing
 * stands twice (CFG-045). A group can be empty, which encrypting refuses (CFG-049).
 *
 * @throws {@link SopsError} `INVALID_MASTER_KEY` for a text that is not of its kind.
 *
 * @example
 * ```ts
 * import { branch, creationRuleKeys, entry, parseConfig, sequence } from '@sopskit/core'
 * const rule = branch([entry('pgp', 'AB12, CD34')])
 * const config = parseConfig([branch([entry('creation_rules', sequence([rule]))])])
 * const groups = config.creationRules?.map((one) => creationRuleKeys(one)) // one group of two keys
 * ```
 */
export function creationRuleKeys(
  rule: CreationRule,
  options: CreationRuleKeysOptions = {},
): readonly (readonly MasterKey[])[] {
  const { keys } = rule
  try {
    return keys.kind === 'groups' ? keys.groups.map(groupMasterKeys) : [flatKeys(keys, options)]
  } catch (error) {
    if (!isSopsError(error)) throw error
    throw ruleError(rule, error.code, error.message)
  }
}

function flatKeys(keys: FlatKeys, options: CreationRuleKeysOptions): readonly MasterKey[] {
  const { awsProfile } = keys
  const kmsOptions = { awsProfile, context: options.encryptionContext }
  return [
    ...read(keys.age, ageMasterKeys),
    ...read(keys.pgp, pgpMasterKeys),
    ...read(keys.kms, (text) => kmsMasterKeys(text, kmsOptions)),
    ...read(keys.gcpKms, gcpKmsMasterKeys),
    ...read(keys.huaweiKms, huaweiKmsMasterKeys),
    ...read(keys.azureKeyVault, azureKeyVaultMasterKeys),
    ...read(keys.vault, vaultMasterKeys),
  ]
}

/** Texts become one list, so that each can hold several keys (CFG-042). */
function read<Key>(
  texts: readonly string[],
  masterKeys: (text: string) => readonly Key[],
): readonly Key[] {
  const text = texts.join(',')
  return text === '' ? [] : masterKeys(text)
}
