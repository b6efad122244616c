import type { MasterKey } from '../../src/keys/master-key.ts'

export const age = (recipient: string): MasterKey => ({ type: 'age', recipient })

/** One key of each kind, in the order of D9. */
export const everyKind = [
  {
    type: 'kms',
    arn: 'arn:aws:kms:eu-west-1:111122223333:key/test',
    role: '',
    context: {},
    awsProfile: '',
  },
  {
    type: 'gcp_kms',
    resourceId: 'projects/p/locations/global/keyRings/r/cryptoKeys/test',
  },
  { type: 'hckms', keyId: 'eu-west-101:0000-test' },
  { type: 'azure_kv', vaultUrl: 'https://v.example', name: 'test', version: '1' },
  {
    type: 'hc_vault',
    vaultAddress: 'https://vault.example',
    enginePath: 'transit',
    keyName: 'test',
  },
  { type: 'pgp', fingerprint: 'FBC7B9E2A4F9289AC0C1D4843D16CEE4A27381B4' },
  { type: 'age', recipient: 'age1test' },
] as const satisfies readonly MasterKey[]
