import type { Flag, FlagGroup } from './flag.ts'
import { encrypting } from './levels.ts'

/** What the flags say about whom a file is encrypted for. */
export interface RecipientFlags {
  readonly age: string
  readonly pgp: string
  readonly kms: string
  readonly 'aws-profile': string
  readonly 'encryption-context': string
  readonly 'gcp-kms': string
  readonly 'azure-kv': string
  readonly 'hc-vault-transit': string
  readonly hckms: string
}

/** Flags about whom a file is encrypted for. */
export const recipientFlags: FlagGroup<RecipientFlags> = {
  age: {
    ...keys('SOPS_AGE_RECIPIENTS', 'encrypt for these age recipients, separated by commas'),
    short: 'a',
  },
  pgp: { ...keys('SOPS_PGP_FP', 'for these OpenPGP fingerprints'), short: 'p' },
  kms: { ...keys('SOPS_KMS_ARN', 'for these keys of AWS KMS: ARNs'), short: 'k' },
  'aws-profile': {
    kind: 'text',
    levels: [...encrypting, 'groups add'],
    value: 'NAME',
    help: 'the profile to use keys of AWS KMS with',
  },
  'encryption-context': {
    kind: 'text',
    levels: [...encrypting, 'rotate', 'groups add'],
    value: 'LIST',
    help: 'KMS encryption context: key:value pairs, separated by commas',
  },
  'gcp-kms': keys('SOPS_GCP_KMS_IDS', 'for these keys of Google Cloud KMS: resource ids'),
  'azure-kv': keys('SOPS_AZURE_KEYVAULT_URLS', 'for these keys of Azure Key Vault: URLs'),
  'hc-vault-transit': keys('SOPS_VAULT_URIS', 'for these keys of Vault or OpenBao: URLs'),
  hckms: keys('SOPS_HUAWEICLOUD_KMS_IDS', 'for these keys of Huawei Cloud, by --keyservice only'),
}

function keys(env: string, help: string): Flag<string> {
  return {
    kind: 'text',
    env,
    repeatedBy: ['groups add'],
    levels: [...encrypting, 'groups add', 'flux init'],
    value: 'LIST',
    help,
  }
}
