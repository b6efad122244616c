import type { FlagGroup } from './flag.ts'
import { encrypting, keyed } from './levels.ts'

/** What the flags of later releases say. */
export interface LaterFlags {
  readonly pgp: string
  readonly kms: string
  readonly 'aws-profile': string
  readonly 'gcp-kms': string
  readonly 'azure-kv': string
  readonly 'hc-vault-transit': string
  readonly hckms: string
  readonly keyservice: readonly string[]
}

/** Flags of key services that are not in this release. They are known, so that none is taken for a typing error. */
export const laterFlags: FlagGroup<LaterFlags> = {
  pgp: {
    kind: 'text',
    short: 'p',
    env: 'SOPS_PGP_FP',
    repeatedBy: ['groups add'],
    levels: [...encrypting, 'groups add'],
    value: 'LIST',
    help: 'OpenPGP fingerprints',
  },
  kms: {
    kind: 'text',
    short: 'k',
    env: 'SOPS_KMS_ARN',
    repeatedBy: ['groups add'],
    levels: [...encrypting, 'groups add'],
    value: 'LIST',
    help: 'AWS KMS keys',
  },
  'aws-profile': {
    kind: 'text',
    levels: [...encrypting, 'groups add'],
    value: 'NAME',
    help: 'profile for AWS KMS',
  },
  'gcp-kms': {
    kind: 'text',
    env: 'SOPS_GCP_KMS_IDS',
    repeatedBy: ['groups add'],
    levels: [...encrypting, 'groups add'],
    value: 'LIST',
    help: 'Google Cloud KMS keys',
  },
  'azure-kv': {
    kind: 'text',
    env: 'SOPS_AZURE_KEYVAULT_URLS',
    repeatedBy: ['groups add'],
    levels: [...encrypting, 'groups add'],
    value: 'LIST',
    help: 'Azure Key Vault keys',
  },
  'hc-vault-transit': {
    kind: 'text',
    env: 'SOPS_VAULT_URIS',
    repeatedBy: ['groups add'],
    levels: [...encrypting, 'groups add'],
    value: 'LIST',
    help: 'Vault transit keys',
  },
  hckms: {
    kind: 'text',
    env: 'SOPS_HUAWEICLOUD_KMS_IDS',
    repeatedBy: ['groups add'],
    levels: [...encrypting, 'groups add'],
    value: 'LIST',
    help: 'Huawei Cloud KMS keys',
  },
  keyservice: {
    kind: 'list',
    env: 'SOPS_KEYSERVICE',
    levels: keyed,
    value: 'URI',
    help: 'remote key services',
  },
}
