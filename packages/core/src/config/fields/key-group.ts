import type { AzureKeyVaultMasterKey, KmsMasterKey } from '../../keys/master-key.ts'
import type { ConfigKeyGroup } from '../config.ts'
import { list } from '../read/lists.ts'
import { map, textMap } from '../read/maps.ts'
import type { Reader } from '../read/reader.ts'
import { text } from '../read/scalars.ts'

const kmsKey: Reader<KmsMasterKey> = map(
  { arn: text, role: text, context: textMap, aws_profile: text },
  ({ arn = '', role = '', context = {}, aws_profile: awsProfile = '' }) => {
    return { type: 'kms', arn, role, context, awsProfile }
  },
)

const azureKey: Reader<AzureKeyVaultMasterKey> = map(
  { vaultUrl: text, key: text, version: text },
  ({ vaultUrl = '', key: name = '', version = '' }) => {
    return { type: 'azure_kv', vaultUrl, name, version }
  },
  { meant: { vault_url: 'vaultUrl', name: 'key' } },
)

const gcpKmsKey: Reader<string> = map({ resource_id: text }, ({ resource_id: id = '' }) => id)
const huaweiKmsKey: Reader<string> = map({ key_id: text }, ({ key_id: id = '' }) => id)

/** A group of keys (CFG-024). Names are not those of a rule, and everything is a list (CFG-025). */
export const keyGroup: Reader<ConfigKeyGroup> = map(
  {
    merge: list(() => keyGroup),
    age: list(() => text),
    pgp: list(() => text),
    kms: list(() => kmsKey),
    gcp_kms: list(() => gcpKmsKey),
    hckms: list(() => huaweiKmsKey),
    azure_keyvault: list(() => azureKey),
    hc_vault: list(() => text),
  },
  (read) => ({
    kind: 'key-group',
    merge: read.merge ?? [],
    age: read.age ?? [],
    pgp: read.pgp ?? [],
    kms: read.kms ?? [],
    gcpKms: read.gcp_kms ?? [],
    huaweiKms: read.hckms ?? [],
    azureKeyVault: read.azure_keyvault ?? [],
    vault: read.hc_vault ?? [],
  }),
  { meant: { hc_vault_transit_uri: 'hc_vault', azure_kv: 'azure_keyvault' } },
)
