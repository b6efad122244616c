import { SopsError } from '../errors/sops-error.ts'
import { ageMasterKeys } from '../keys/age-master-keys.ts'
import { huaweiKmsMasterKey } from '../keys/huawei-kms-master-keys.ts'
import type { MasterKey, VaultMasterKey } from '../keys/master-key.ts'
import { masterKeyId } from '../keys/master-key-name.ts'
import { vaultMasterKeys } from '../keys/vault-master-keys.ts'
import type { ConfigKeyGroup } from './config.ts'

/**
 * The master keys of a key group: those of the groups it merges, then its own, each once (CFG-045). Two
 * AWS keys that differ in role, context or profile are two.
 */
export function groupMasterKeys(group: ConfigKeyGroup): readonly MasterKey[] {
  const first = new Map<string, MasterKey>()
  for (const key of [...group.merge.flatMap(groupMasterKeys), ...ownKeys(group)]) {
    const id = masterKeyId(key)
    if (!first.has(id)) first.set(id, key)
  }
  return [...first.values()]
}

/** Every text is one key, but for those of age (CFG-046, CFG-047). */
function ownKeys(group: ConfigKeyGroup): readonly MasterKey[] {
  return [
    ...group.age.filter((text) => text !== '').flatMap(ageMasterKeys),
    ...group.pgp.map((text) => {
      return { type: 'pgp', fingerprint: needed(withoutBlanks(text), 'pgp') } as const
    }),
    ...group.kms.map((key) => ({ ...key, arn: needed(key.arn, 'the arn of kms') })),
    ...group.gcpKms.map((text) => {
      return {
        type: 'gcp_kms',
        resourceId: needed(withoutBlanks(text), 'the resource_id of gcp_kms'),
      } as const
    }),
    ...group.huaweiKms.map((text) => needed(huaweiKmsMasterKey(text), 'the key_id of hckms')),
    ...group.azureKeyVault.map((key) => ({
      ...key,
      vaultUrl: needed(key.vaultUrl, 'the vaultUrl of azure_keyvault'),
      name: needed(key.name, 'the key of azure_keyvault'),
    })),
    ...group.vault.map((text) => needed(vaultKey(text), 'hc_vault')),
  ]
}

function withoutBlanks(text: string): string {
  return text.replaceAll(' ', '')
}

/** A comma belongs to the text here, and no URL of a key has one. */
function vaultKey(text: string): VaultMasterKey | undefined {
  return text.includes(',') ? undefined : vaultMasterKeys(text)[0]
}

function needed<Value>(value: Value | undefined, name: string): Value {
  if (value !== undefined && value !== '') return value
  throw new SopsError(
    'INVALID_MASTER_KEY',
    `A key group holds a key that is not complete: ${name}.`,
  )
}
