/**
 * Master keys as plain data (D4): what a file says about them, without any client or secret. The
 * behaviour belongs to a {@link KeyService}. Names of the `type` field are those of `--decryption-order`.
 */
export type MasterKey =
  | AgeMasterKey
  | PgpMasterKey
  | KmsMasterKey
  | GcpKmsMasterKey
  | AzureKeyVaultMasterKey
  | VaultMasterKey
  | HuaweiKmsMasterKey

/** The kinds of master key, as `--decryption-order` spells them (CLI-050). */
export type MasterKeyType = MasterKey['type']

/** An age recipient: `age1…`, `age1pq1…`, a plugin's, or an SSH public key (AGE-001). */
export interface AgeMasterKey {
  readonly type: 'age'
  readonly recipient: string
}

/** An OpenPGP key by its fingerprint. */
export interface PgpMasterKey {
  readonly type: 'pgp'
  readonly fingerprint: string
}

/** An AWS KMS key. `role` and `awsProfile` are empty when absent; `context` keeps its order. */
export interface KmsMasterKey {
  readonly type: 'kms'
  readonly arn: string
  readonly role: string
  readonly context: Readonly<Record<string, string>>
  readonly awsProfile: string
}

/** A Google Cloud KMS key by its resource id. */
export interface GcpKmsMasterKey {
  readonly type: 'gcp_kms'
  readonly resourceId: string
}

/** An Azure Key Vault key; `version` may be empty. */
export interface AzureKeyVaultMasterKey {
  readonly type: 'azure_kv'
  readonly vaultUrl: string
  readonly name: string
  readonly version: string
}

/** A HashiCorp Vault or OpenBao transit key. */
export interface VaultMasterKey {
  readonly type: 'hc_vault'
  readonly vaultAddress: string
  readonly enginePath: string
  readonly keyName: string
}

/** A Huawei Cloud KMS key, `region:uuid`. */
export interface HuaweiKmsMasterKey {
  readonly type: 'hckms'
  readonly keyId: string
}
