import type { Metadata } from '../../src/metadata/metadata.ts'
import { map } from './json-tree.ts'

// The fields of case `meta-all-keys` as they were given to sops, with wrapped keys cut short, and the block
// that sops 3.13.3 wrote for them.

/** In the order and spelling of releases before 3.13.0 (H4), one kind of key of each. */
export const allKeysBefore = map({
  age: [{ enc: 'armored\n', recipient: 'age1test' }],
  lastmodified: '2024-01-02T03:04:05Z',
  mac: 'ENC[mac]',
  version: '3.7.0',
  kms: [
    {
      arn: 'arn:aws:kms:us-east-1:1:key/x',
      created_at: '2020-01-02T03:04:05Z',
      enc: 'S0VZ',
      aws_profile: '',
    },
    {
      arn: 'arn2',
      role: 'ro',
      context: { b: '2', a: '1' },
      created_at: '2020-01-02T03:04:05+02:00',
      enc: 'S0VZ',
      aws_profile: 'p',
    },
  ],
  gcp_kms: [{ resource_id: 'projects/x', created_at: '2020-01-02T03:04:05Z', enc: 'G' }],
  hckms: [{ key_id: 'tr-west-1:abc', created_at: '2020-01-02T03:04:05Z', enc: 'H' }],
  azure_kv: [
    {
      vault_url: 'https://v',
      name: 'n',
      version: '',
      created_at: '2020-01-02T03:04:05Z',
      enc: 'A',
    },
  ],
  hc_vault: [
    {
      vault_address: 'https://h',
      engine_path: 'transit',
      key_name: 'k',
      created_at: '2020-01-02T03:04:05Z',
      enc: 'V',
    },
  ],
  pgp: [{ created_at: '2020-01-02T03:04:05Z', enc: 'message\n', fp: 'ABCD' }],
})

/** The same as sops 3.13.3 writes it: alphabetical, empty fields left out, the default rule added. */
export const allKeysAfter = map({
  age: [{ enc: 'armored\n', recipient: 'age1test' }],
  azure_kv: [
    {
      created_at: '2020-01-02T03:04:05Z',
      enc: 'A',
      name: 'n',
      vault_url: 'https://v',
      version: '',
    },
  ],
  gcp_kms: [{ created_at: '2020-01-02T03:04:05Z', enc: 'G', resource_id: 'projects/x' }],
  hc_vault: [
    {
      created_at: '2020-01-02T03:04:05Z',
      enc: 'V',
      engine_path: 'transit',
      key_name: 'k',
      vault_address: 'https://h',
    },
  ],
  hckms: [{ created_at: '2020-01-02T03:04:05Z', enc: 'H', key_id: 'tr-west-1:abc' }],
  kms: [
    {
      arn: 'arn:aws:kms:us-east-1:1:key/x',
      aws_profile: '',
      created_at: '2020-01-02T03:04:05Z',
      enc: 'S0VZ',
    },
    {
      arn: 'arn2',
      aws_profile: 'p',
      context: { a: '1', b: '2' },
      created_at: '2020-01-02T03:04:05+02:00',
      enc: 'S0VZ',
      role: 'ro',
    },
  ],
  lastmodified: '2024-01-02T03:04:05Z',
  mac: 'ENC[mac]',
  pgp: [{ created_at: '2020-01-02T03:04:05Z', enc: 'message\n', fp: 'ABCD' }],
  unencrypted_suffix: '_unencrypted',
  version: '3.7.0',
})

/** The same in a flat file, from case `meta-all-keys-dotenv`, without the prefix. */
export const allKeysFlat: readonly (readonly [string, string])[] = [
  ['age__list_0__map_enc', 'armored\n'],
  ['age__list_0__map_recipient', 'age1test'],
  ['azure_kv__list_0__map_created_at', '2020-01-02T03:04:05Z'],
  ['azure_kv__list_0__map_enc', 'A'],
  ['azure_kv__list_0__map_name', 'n'],
  ['azure_kv__list_0__map_vault_url', 'https://v'],
  ['azure_kv__list_0__map_version', ''],
  ['gcp_kms__list_0__map_created_at', '2020-01-02T03:04:05Z'],
  ['gcp_kms__list_0__map_enc', 'G'],
  ['gcp_kms__list_0__map_resource_id', 'projects/x'],
  ['hc_vault__list_0__map_created_at', '2020-01-02T03:04:05Z'],
  ['hc_vault__list_0__map_enc', 'V'],
  ['hc_vault__list_0__map_engine_path', 'transit'],
  ['hc_vault__list_0__map_key_name', 'k'],
  ['hc_vault__list_0__map_vault_address', 'https://h'],
  ['hckms__list_0__map_created_at', '2020-01-02T03:04:05Z'],
  ['hckms__list_0__map_enc', 'H'],
  ['hckms__list_0__map_key_id', 'tr-west-1:abc'],
  ['kms__list_0__map_arn', 'arn:aws:kms:us-east-1:1:key/x'],
  ['kms__list_0__map_aws_profile', ''],
  ['kms__list_0__map_created_at', '2020-01-02T03:04:05Z'],
  ['kms__list_0__map_enc', 'S0VZ'],
  ['kms__list_1__map_arn', 'arn2'],
  ['kms__list_1__map_aws_profile', 'p'],
  ['kms__list_1__map_context__map_a', '1'],
  ['kms__list_1__map_context__map_b', '2'],
  ['kms__list_1__map_created_at', '2020-01-02T03:04:05+02:00'],
  ['kms__list_1__map_enc', 'S0VZ'],
  ['kms__list_1__map_role', 'ro'],
  ['lastmodified', '2024-01-02T03:04:05Z'],
  ['mac', 'ENC[mac]'],
  ['pgp__list_0__map_created_at', '2020-01-02T03:04:05Z'],
  ['pgp__list_0__map_enc', 'message\n'],
  ['pgp__list_0__map_fp', 'ABCD'],
  ['unencrypted_suffix', '_unencrypted'],
  ['version', '3.7.0'],
]

const created = { createdAt: '2020-01-02T03:04:05Z', unknown: [] }

/** What the block says. */
export const allKeysMetadata: Metadata = {
  keyGroups: [
    {
      keys: [
        {
          key: {
            type: 'kms',
            arn: 'arn:aws:kms:us-east-1:1:key/x',
            role: '',
            context: {},
            awsProfile: '',
          },
          enc: 'S0VZ',
          ...created,
        },
        {
          key: {
            type: 'kms',
            arn: 'arn2',
            role: 'ro',
            context: { b: '2', a: '1' },
            awsProfile: 'p',
          },
          enc: 'S0VZ',
          createdAt: '2020-01-02T03:04:05+02:00',
          unknown: [],
        },
        { key: { type: 'gcp_kms', resourceId: 'projects/x' }, enc: 'G', ...created },
        { key: { type: 'hckms', keyId: 'tr-west-1:abc' }, enc: 'H', ...created },
        {
          key: { type: 'azure_kv', vaultUrl: 'https://v', name: 'n', version: '' },
          enc: 'A',
          ...created,
        },
        {
          key: { type: 'hc_vault', vaultAddress: 'https://h', enginePath: 'transit', keyName: 'k' },
          enc: 'V',
          ...created,
        },
        { key: { type: 'pgp', fingerprint: 'ABCD' }, enc: 'message\n', ...created },
        { key: { type: 'age', recipient: 'age1test' }, enc: 'armored\n', unknown: [] },
      ],
    },
  ],
  shamirThreshold: 0,
  rule: { kind: 'unencrypted-suffix', suffix: '_unencrypted' },
  macOnlyEncrypted: false,
  lastModified: '2024-01-02T03:04:05Z',
  mac: 'ENC[mac]',
  version: '3.7.0',
  unknown: [],
}
