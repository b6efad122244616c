import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineKeyService, type KeyService } from '@sopskit/core'
import { encrypt } from '../../sopskit/src/index.ts'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { describe, expect, test } from 'vitest'
import { fluxKeyServices } from '../src/keys/flux-key-services.ts'
import { readSecretEntries } from '../src/keys/secret-entries.ts'
import { build } from './support/build.ts'
import { base64, encryptedManifest, secret } from './support/encrypted.ts'
import { expectError } from './support/expect-error.ts'
import { workplace } from './support/workplace.ts'

const plain = secret('app', { password: 'hunter2' })

const vectors = new URL('../../../test-vectors/', import.meta.url)
const pgpKey = readFileSync(new URL('keys-for-tests-only/pgp-test.asc', vectors), 'utf8')

async function services(
  manifest: string,
  env: Readonly<Record<string, string>> = {},
): Promise<readonly KeyService[]> {
  return fluxKeyServices({
    entries: await readSecretEntries(manifest),
    services: [],
    env,
    platform: 'linux',
    readFile: async () => new Uint8Array(),
    keepFile: async (name) => join('/scratch', name),
  })
}

describe('age entries (FLX-010, FLX-012)', () => {
  test('data is base64, stringData comes before it, several entries accumulate', async () => {
    const place = workplace()
    place.write({ 'app/secret.yaml': await encryptedManifest(plain) })
    const both = secret('keys', { 'b.agekey': testIdentity(1), 'a.agekey': testIdentity(0) })
    const inData = secret('keys', { 'a.agekey': base64(`# note\n${testIdentity(0)}\n`) }, 'data')
    const overridden = `${secret('keys', { 'a.agekey': base64('no key') }, 'data')}stringData:\n  a.agekey: ${testIdentity(0)}\n`
    for (const decryptionSecret of [both, inData, overridden]) {
      const { manifests } = await build(place, 'app', { decryptionSecret })
      expect(manifests).toContain('password: hunter2')
    }
  })

  test('of another key: DATA_KEY_UNAVAILABLE, which names the file and the entry', async () => {
    const place = workplace()
    place.write({ 'app/secret.yaml': await encryptedManifest(plain) })
    const decryptionSecret = secret('keys', { 'other.agekey': testIdentity(1) })
    const error = await expectError('DATA_KEY_UNAVAILABLE', () =>
      build(place, 'app', { decryptionSecret }),
    )
    expect(error.message).toContain('app/secret.yaml')
    expect(error.message).toContain('other.agekey')
    expect(place.leftOver()).toEqual([])
  })

  test('what the environment has for age and PGP does not count beside a Secret', async () => {
    const place = workplace()
    place.write({ 'app/secret.yaml': await encryptedManifest(plain) })
    const { ageKeyService } = await import('@sopskit/keyservice-age')
    const environment = [ageKeyService({ identities: [testIdentity(0)] })]
    const decryptionSecret = secret('keys', { 'sops.vault-token': 'token' })
    await expectError('DATA_KEY_UNAVAILABLE', () =>
      build(place, 'app', { decryptionSecret, services: environment }),
    )
    const { manifests } = await build(place, 'app', {
      decryptionSecret: undefined,
      services: environment,
    })
    expect(manifests).toContain('password: hunter2')
  })
})

test('PGP entries are used in this process, several of them (FLX-010)', async () => {
  const place = workplace()
  const { pgpKeyService } = await import('@sopskit/keyservice-pgp')
  const service = pgpKeyService({ privateKeys: [pgpKey] })
  const key = { type: 'pgp', fingerprint: '193769BC378571131D4DA7A5C6936FD132D84AF4' } as const
  const { text } = await encrypt(plain, {
    format: 'yaml',
    encryptedRegex: '^(data|stringData)$',
    keyGroups: [[key]],
    services: [service],
  })
  place.write({ 'app/secret.yaml': text() })
  const decryptionSecret = secret('keys', { 'sops.asc': pgpKey })
  const { manifests } = await build(place, 'app', { decryptionSecret })
  expect(manifests).toContain('password: hunter2')
})

describe('a broken entry fails the whole import, and is named (FLX-011)', () => {
  const marker = 'SECRETMATERIAL'
  const broken: readonly (readonly [key: string, content: string])[] = [
    ['a.agekey', `AGE-SECRET-KEY-1${marker}`],
    ['empty.agekey', '# nothing\n'],
    [
      'ssh.agekey',
      `-----BEGIN OPENSSH PRIVATE KEY-----\n${marker}\n-----END OPENSSH PRIVATE KEY-----\n`,
    ],
    [
      'locked.agekey',
      `-----BEGIN AGE ENCRYPTED FILE-----\n${marker}\n-----END AGE ENCRYPTED FILE-----\n`,
    ],
    ['a.asc', marker],
    [
      'b.asc',
      `-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n${marker}\n-----END PGP PRIVATE KEY BLOCK-----\n`,
    ],
    [
      'public.asc',
      `-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDME${marker}\n-----END PGP PUBLIC KEY BLOCK-----\n`,
    ],
    ['sops.vault-token', ' \n'],
    ['sops.aws-kms', `aws_access_key_id: [${marker}`],
    ['sops.azure-kv', `password: ${marker}`],
    ['sops.azure-kv', `[${marker}`],
    ['sops.azure-kv', `{tenantId: t, clientId: c, clientCertificate: ${marker}}`],
    ['sops.gcp-kms', `{"${marker}`],
    ['sops.gcp-kms', `["${marker}"]`],
  ]

  test.each(broken)('%s', async (key, content) => {
    const manifest = secret('keys', { 'good.agekey': testIdentity(0), [key]: content })
    const error = await expectError('INVALID_IDENTITY', () => services(manifest))
    expect(error.message).toContain(JSON.stringify(key))
    expect(error.message).not.toContain(marker)
  })

  test('there are as many as this', () => expect(broken.length).toBe(14))

  test('an entry of data that is no base64; other names say nothing', async () => {
    const error = await expectError('INVALID_IDENTITY', () =>
      services(secret('keys', { 'a.agekey': 'no base64!' }, 'data')),
    )
    expect(error.message).toContain('"a.agekey"')
    expect(await services(secret('keys', { 'age.key': 'anything', note: 'x' }))).toEqual([])
  })
})

test.each([
  ['no Secret', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n'],
  ['two Secrets', `${secret('a', { x: 'y' })}---\n${secret('b', { x: 'y' })}`],
  ['an encrypted one', `${secret('a', { x: 'y' })}sops:\n  mac: x\n`],
])('a manifest with %s is refused', async (_, manifest) => {
  await expectError('INVALID_IDENTITY', () => readSecretEntries(manifest))
})

describe('clouds and Vault', () => {
  const kms = (awsProfile = ''): Parameters<KeyService['unwrap']>[0] => ({
    type: 'kms',
    arn: 'arn:aws:kms:eu-west-1:1:key/k',
    role: '',
    context: {},
    awsProfile,
  })

  test('each form of an Azure entry is taken, also in UTF-16 (FLX-014)', async () => {
    const forms = [
      'tenantId: t\nclientId: c\nclientSecret: s\n',
      '{"tenantId": "t", "clientId": "c", "clientCertificate": "-----BEGIN CERTIFICATE-----"}',
      'tenant: t\nappId: a\npassword: p\n',
      'clientId: c\nauthorityHost: https://login.example\n',
    ]
    for (const form of forms) {
      const utf16 = Buffer.from(`\ufeff${form}`, 'utf16le').toString('base64')
      for (const data of [base64(form), utf16]) {
        const [service] = await services(secret('keys', { 'sops.azure-kv': data }, 'data'))
        expect(service?.name).toBe('Azure Key Vault')
      }
    }
  })

  test('an AWS entry without its fields fails where it is used (FLX-011)', async () => {
    const [service] = await services(secret('keys', { 'sops.aws-kms': 'aws_access_key_id: id\n' }))
    const error = await expectError('PERMISSION_DENIED', () => service?.unwrap(kms(), 'enc', {}))
    expect(error.message).toContain('"sops.aws-kms"')
    expect(
      await service?.unwrap({ type: 'age', recipient: testRecipient(0) }, 'enc', {}),
    ).toBeNull()
  })

  test('the profile of a key is dropped (FLX-015)', async () => {
    const profiles: string[] = []
    const service = defineKeyService({
      type: 'kms',
      name: 'recording',
      wrap: async () => null,
      unwrap: async ({ awsProfile }) => {
        profiles.push(awsProfile)
        return new Uint8Array(32)
      },
    })
    const environment = { env: {}, platform: 'linux', readFile: async () => new Uint8Array() }
    const keepFile = async (name: string): Promise<string> => name
    for (const entries of [undefined, new Map<string, Uint8Array>()]) {
      const made = await fluxKeyServices({ ...environment, keepFile, entries, services: [service] })
      await made[0]?.unwrap(kms('production'), 'enc', {})
    }
    expect(profiles).toEqual(['', ''])
  })

  test('a static entry replaces the environment for its own kind only (FLX-015, FLX-016)', async () => {
    const asked: string[] = []
    const service: KeyService = {
      name: 'environment',
      wrap: async () => null,
      unwrap: async ({ type }) => {
        asked.push(type)
        return null
      },
    }
    const entries = await readSecretEntries(secret('keys', { 'sops.aws-kms': '{}' }))
    const environment = { env: {}, platform: 'linux', readFile: async () => new Uint8Array() }
    const keepFile = async (name: string): Promise<string> => name
    const made = await fluxKeyServices({ ...environment, keepFile, entries, services: [service] })
    const last = made.at(-1)
    await last?.unwrap(kms(), 'enc', {})
    await last?.unwrap({ type: 'gcp_kms', resourceId: 'r' }, 'enc', {})
    await last?.unwrap({ type: 'hckms', keyId: 'r:k' }, 'enc', {})
    expect(asked).toEqual(['gcp_kms', 'hckms'])
  })
})
