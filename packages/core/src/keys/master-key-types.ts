import type { MasterKeyType } from './master-key.ts'

/** All kinds of master key, in the order in which a file's keys are collected and tried (D9). */
export const masterKeyTypes: readonly MasterKeyType[] = [
  'kms',
  'gcp_kms',
  'hckms',
  'azure_kv',
  'hc_vault',
  'pgp',
  'age',
]
