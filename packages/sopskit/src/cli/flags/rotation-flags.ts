import type { Flag, FlagGroup } from './flag.ts'

/** What the flags say about keys that come and go. */
export interface RotationFlags {
  readonly 'add-age': string
  readonly 'rm-age': string
  readonly 'add-pgp': string
  readonly 'rm-pgp': string
  readonly 'add-kms': string
  readonly 'rm-kms': string
  readonly 'add-gcp-kms': string
  readonly 'rm-gcp-kms': string
  readonly 'add-azure-kv': string
  readonly 'rm-azure-kv': string
  readonly 'add-hc-vault-transit': string
  readonly 'rm-hc-vault-transit': string
  readonly 'add-hckms': string
  readonly 'rm-hckms': string
}

/** Flags about keys that come and go with a new data key. */
export const rotationFlags: FlagGroup<RotationFlags> = {
  'add-age': adds('age recipients'),
  'rm-age': removes('age recipients'),
  'add-pgp': adds('OpenPGP keys'),
  'rm-pgp': removes('OpenPGP keys'),
  'add-kms': adds('AWS KMS keys'),
  'rm-kms': removes('AWS KMS keys'),
  'add-gcp-kms': adds('Google Cloud KMS keys'),
  'rm-gcp-kms': removes('Google Cloud KMS keys'),
  'add-azure-kv': adds('Azure Key Vault keys'),
  'rm-azure-kv': removes('Azure Key Vault keys'),
  'add-hc-vault-transit': adds('Vault transit keys'),
  'rm-hc-vault-transit': removes('Vault transit keys'),
  'add-hckms': adds('Huawei Cloud KMS keys'),
  'rm-hckms': removes('Huawei Cloud KMS keys'),
}

function adds(what: string): Flag<string> {
  return { kind: 'text', levels: ['rotate'], value: 'LIST', help: `add these ${what}` }
}

function removes(what: string): Flag<string> {
  return { kind: 'text', levels: ['rotate'], value: 'LIST', help: `remove these ${what}` }
}
