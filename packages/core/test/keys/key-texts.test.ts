import { describe, expect, test } from 'vitest'
import { azureKeyVaultMasterKeys } from '../../src/keys/azure-key-vault-master-keys.ts'
import { gcpKmsMasterKeys } from '../../src/keys/gcp-kms-master-keys.ts'
import { huaweiKmsMasterKeys } from '../../src/keys/huawei-kms-master-keys.ts'
import { kmsMasterKeys } from '../../src/keys/kms-master-keys.ts'
import { pgpMasterKeys } from '../../src/keys/pgp-master-keys.ts'
import { vaultMasterKeys } from '../../src/keys/vault-master-keys.ts'

const refused = (message: RegExp): unknown =>
  expect.objectContaining({
    code: 'INVALID_MASTER_KEY',
    message: expect.stringMatching(message) as unknown,
  })

describe('OpenPGP', () => {
  test('blanks are dropped, and nothing else is judged (PGP-001, KEY-007)', () => {
    const fingerprints = pgpMasterKeys(' 85D7 7543,ab12 ,a\tb!').map((key) => key.fingerprint)
    expect(fingerprints).toEqual(['85D77543', 'ab12', 'a\tb!'])
    expect(pgpMasterKeys('AB')).toEqual([{ type: 'pgp', fingerprint: 'AB' }])
  })

  test.each(['', ' ', 'AB,', ',AB', 'AB,,CD'])('an empty entry is refused: %j', (text) => {
    expect(() => pgpMasterKeys(text)).toThrow(refused(/Key \d of the list is empty/))
  })
})

describe('AWS KMS', () => {
  const plain = { type: 'kms', role: '', context: {}, awsProfile: '' } as const
  const arn = 'arn:aws:kms:eu-west-1:1:key/a'

  test.each([
    [arn, { ...plain, arn }],
    [' arn : b ', { ...plain, arn: 'arn:b' }],
    [`${arn}+arn:aws:iam::1:role/r`, { ...plain, arn, role: 'arn:aws:iam::1:role/r' }],
    [`${arn} +arn:r`, { ...plain, arn, role: 'arn:r' }],
    [`${arn}+arn:r+arn:s`, { ...plain, arn, role: 'arn:r+arn:s' }],
    [`${arn}+other`, { ...plain, arn: `${arn}+other` }],
    ['+arn:x', { ...plain, arn: '+arn:x' }],
  ])('%j (KMS-001)', (text, key) => {
    expect(kmsMasterKeys(text)).toEqual([key])
  })

  test('context and profile are those of all (KMS-008)', () => {
    const shared = { context: { b: 'c' }, awsProfile: 'p' }
    const keys = kmsMasterKeys('a,b', shared)
    expect(keys).toEqual([
      { ...plain, ...shared, arn: 'a' },
      { ...plain, ...shared, arn: 'b' },
    ])
  })

  test('an empty entry is refused', () => {
    expect(() => kmsMasterKeys('a,,b')).toThrow(refused(/Key 2 of the list is empty/))
  })
})

describe('Google Cloud KMS', () => {
  test('blanks are dropped (GCP-001)', () => {
    expect(gcpKmsMasterKeys('projects/p/ x, y')).toEqual([
      { type: 'gcp_kms', resourceId: 'projects/p/x' },
      { type: 'gcp_kms', resourceId: 'y' },
    ])
  })

  test('an empty entry is refused', () => {
    expect(() => gcpKmsMasterKeys(' ')).toThrow(refused(/Key 1 of the list is empty/))
  })
})

describe('Azure Key Vault (AZ-001)', () => {
  const key = { type: 'azure_kv', vaultUrl: 'https://v.example', name: 'k', version: '' } as const

  test.each([
    ['https://v.example/keys/k/3f', { ...key, version: '3f' }],
    [' https://v.example/keys/k/3f ', { ...key, version: '3f' }],
    ['https://v.example:8/keys/k/3', { ...key, vaultUrl: 'https://v.example:8', version: '3' }],
    ['https://v.example/keys/k', key],
    ['https://v.example/keys/k/', key],
  ])('%j', (text, expected) => {
    expect(azureKeyVaultMasterKeys(text)).toEqual([expected])
  })

  test.each([
    'http://v.example/keys/k/1',
    'HTTPS://v.example/keys/k/1',
    'https://v.example/keys/k/1/',
    'https://v.example/keys/k/1/2',
    'https://v.example/keys//1',
    'https://v.example/secrets/k/1',
    'https:///keys/k/1',
    'https://v.example/x/keys/k/1',
    'https://v.example/keys/k/1,',
    '',
  ])('%j is refused', (text) => {
    expect(() => azureKeyVaultMasterKeys(text)).toThrow(refused(/Key \d of the list is /))
  })
})

describe('Vault (HCV-001, HCV-002)', () => {
  const key = { type: 'hc_vault', vaultAddress: 'https://v.example', enginePath: 'a', keyName: 'k' }

  test.each([
    ['https://v.example/v1/a/keys/k', key],
    ['https://v.example//v12/a/anything/k//', key],
    ['HTTPS://v.example/v1/a/keys/k', key],
    ['https://V.example:8200/v1/a/keys/k', { ...key, vaultAddress: 'https://V.example:8200' }],
    ['https://u:p@v_1/v1/a/keys/k', { ...key, vaultAddress: 'https://u:p@v_1' }],
    ['http://[::1]:8/v1/a/keys/k', { ...key, vaultAddress: 'http://[::1]:8' }],
    ['https://v.example/v1/a/b/c/keys/k', { ...key, enginePath: 'a/b/c' }],
    ['https://v.example/v1/a/v1/b/k', { ...key, enginePath: 'a/v1' }],
    ['https://v.example/v1/a%41/keys/k@1:2', { ...key, enginePath: 'a%41', keyName: 'k@1:2' }],
  ])('%s', (text, expected) => {
    expect(vaultMasterKeys(text)).toEqual([expected])
  })

  test('empty entries are skipped (KEY-007)', () => {
    expect(vaultMasterKeys(',https://v.example/v1/a/keys/k,,')).toEqual([key])
    expect(vaultMasterKeys('')).toEqual([])
  })

  test.each([
    'v.example/v1/a/keys/k',
    '//v.example/v1/a/keys/k',
    'https:v1/a/keys/k',
    'https://v.example/p/v1/a/keys/k',
    'https://v.example/v1/a/v1/b/keys/k',
    'https://v.example/V1/a/keys/k',
    'https://v.example/v1a/a/keys/k',
    'https://v.example/v1/a/k',
    'https://v.example/v1/a//k',
    'https://v.example:port/v1/a/keys/k',
    'https://v.example/v1/%zz/keys/k',
    'https://v.example/v1/a/keys/k, https://v.example/v1/a/keys/l',
  ])('%s is refused', (text) => {
    expect(() => vaultMasterKeys(text)).toThrow(
      refused(/Key \d of the list is not the URL of a Vault/),
    )
  })

  test.each([
    'https://v.example/v1/a/keys/k?x=1',
    'https://v.example/v1/a/keys/k#f',
    'https://v.example/v1/a/keys/k ',
    'https://v.example/v1/a/./k',
    'https://v.example/v1/../keys/k',
    'https://é.example/v1/a/keys/k',
  ])('%s is refused, though sops makes something of it', (text) => {
    expect(() => vaultMasterKeys(text)).toThrow(refused(/Key 1 of the list is not the URL/))
  })
})

describe('Huawei Cloud KMS (HCK-001)', () => {
  test('blanks around a key are dropped, those within it stay', () => {
    const keys = huaweiKmsMasterKeys(' r : k l ,,r:k:l')
    expect(keys).toEqual([
      { type: 'hckms', keyId: 'r : k l' },
      { type: 'hckms', keyId: 'r:k:l' },
    ])
    expect(huaweiKmsMasterKeys(' ')).toEqual([])
  })

  test.each(['r', ':k', 'r:', ' : ', 'r:k,x'])('%j is refused', (text) => {
    expect(() => huaweiKmsMasterKeys(text)).toThrow(
      refused(/Key \d of the list is not of the form/),
    )
  })
})

test('a secret given by mistake is in no message', () => {
  const secret = 'hunter2'
  for (const read of [azureKeyVaultMasterKeys, vaultMasterKeys, huaweiKmsMasterKeys]) {
    expect(() => read(secret)).toThrow(/^(?!.*hunter2)/)
  }
})
