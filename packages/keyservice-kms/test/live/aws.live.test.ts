import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { KmsMasterKey, SopsErrorCode } from '@sopskit/core'
import { isDataKeyUnavailable } from '@sopskit/core'
import { awsKmsKeyServiceFromEnvironment } from '@sopskit/keyservice-kms/aws'
import type { Peers } from '@sopskit/test-vectors'
import { keyServiceTestCount, testKeyService, startPeers } from '@sopskit/test-vectors'
import { decrypt, encrypt } from '../../../sopskit/src/index.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kmsError, startFakeAws } from '../aws/fake-aws.ts'
import { AwsAccount } from './aws-account.ts'

type Env = Readonly<Record<string, string>>

// moto, which is an emulator, and the real sops; suites further down change the server for those after them.
const lab = process.env['SOPSKIT_LAB'] ?? join(homedir(), '.cache', 'sopskit-lab')
const plain = 'password: hunter2\nports:\n    - 80\n    - 443\n'
const region = 'eu-west-1'
const role = 'arn:aws:iam::123456789012:role/reader'
let peers: Peers
let account: AwsAccount
let folder: string
let env: Env
let arn: string
let alias: string

beforeAll(async () => {
  peers = await startPeers('awskms')
  folder = mkdtempSync(join(tmpdir(), 'sopskit-aws-'))
  const { AWS_ENDPOINT_URL = '' } = peers.envOf('awskms')
  account = new AwsAccount(AWS_ENDPOINT_URL)
  const made = await account.createKey(region, 'live')
  arn = made.key
  alias = made.alias
  // The region is another one on purpose: that of the ARN counts (KMS-005).
  env = {
    AWS_ENDPOINT_URL,
    AWS_ACCESS_KEY_ID: 'lab',
    AWS_SECRET_ACCESS_KEY: 'lab-secret',
    AWS_REGION: 'ap-south-1',
    AWS_EC2_METADATA_DISABLED: 'true',
    HOME: folder,
  }
})

afterAll(async () => {
  await peers.stop()
  rmSync(folder, { recursive: true })
})

const kmsKey = (parts: Partial<KmsMasterKey>): KmsMasterKey => ({
  type: 'kms',
  arn,
  role: '',
  context: {},
  awsProfile: '',
  ...parts,
})

async function sops(args: readonly string[], variables: Env): Promise<string> {
  const { stdout } = await promisify(execFile)(
    join(lab, 'bin', 'sops'),
    ['--config', '/dev/null', ...args],
    { cwd: folder, env: { SOPS_DISABLE_VERSION_CHECK: '1', ...variables } },
  )
  return stdout
}

async function encryptedBySops(args: readonly string[], variables: Env = env): Promise<string> {
  writeFileSync(join(folder, 'secrets.yaml'), plain)
  return sops(['encrypt', ...args, 'secrets.yaml'], variables)
}

async function decryptedBySops(encrypted: string, variables: Env = env): Promise<string> {
  writeFileSync(join(folder, 'encrypted.yaml'), encrypted)
  return sops(['decrypt', 'encrypted.yaml'], variables)
}

async function encryptedByUs(keys: readonly KmsMasterKey[], variables: Env = env): Promise<string> {
  const services = [awsKmsKeyServiceFromEnvironment({ env: variables })]
  return (await encrypt(plain, { format: 'yaml', services, keyGroups: [keys] })).text()
}

async function decryptedByUs(encrypted: string, variables: Env = env): Promise<string> {
  const services = [awsKmsKeyServiceFromEnvironment({ env: variables })]
  return (await decrypt(encrypted, { format: 'yaml', services })).text()
}

/** With what both refuse to open a file: sops by exit status 128, we by a code for the first key. */
async function expectRefused(encrypted: string, code: SopsErrorCode, variables: Env = env) {
  await expect(decryptedBySops(encrypted, variables)).rejects.toMatchObject({ code: 128 })
  const [ours] = await Promise.allSettled([decryptedByUs(encrypted, variables)])
  const error: unknown = ours.status === 'rejected' ? ours.reason : undefined
  expect(isDataKeyUnavailable(error)).toBe(true)
  if (!isDataKeyUnavailable(error)) return
  expect(error.groups[0]?.keys[0]?.services[0]).toMatchObject({ code })
}

describe('what every key service must do, at moto', () => {
  const subject = () => ({
    service: () => awsKmsKeyServiceFromEnvironment({ env }),
    key: kmsKey({ context: { team: 'blue' } }),
    foreignKey: { type: 'age', recipient: 'age1example' } as const,
    malformedKeys: [kmsKey({ arn: 'alias/live' }), kmsKey({ arn: '' })],
    // moto takes any credentials before signatures are checked, so a stranger has none.
    stranger: () =>
      awsKmsKeyServiceFromEnvironment({
        env: { ...env, AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
      }),
    secrets: ['lab-secret'],
  })
  const numbers = Array.from({ length: keyServiceTestCount }, (_, index) => index)
  test.each(numbers)('check %d', async (index) => {
    const checks = testKeyService(subject())
    expect(checks).toHaveLength(keyServiceTestCount)
    await expect(checks[index]?.run()).resolves.toBeUndefined()
  })
})

describe('both directions with the real sops', () => {
  test.each<readonly [string, () => { args: string[]; key: KmsMasterKey }]>([
    ['a key ARN', () => ({ args: ['--kms', arn], key: kmsKey({}) })],
    ['an alias ARN', () => ({ args: ['--kms', alias], key: kmsKey({ arn: alias }) })],
    ['a role', () => ({ args: ['--kms', `${arn}+${role}`], key: kmsKey({ role }) })],
    [
      'an encryption context',
      () => ({
        args: ['--kms', arn, '--encryption-context', 'team:blue,stage:'],
        key: kmsKey({ context: { team: 'blue', stage: '' } }),
      }),
    ],
    [
      'a role and a context',
      () => ({
        args: ['--kms', `${alias}+${role}`, '--encryption-context', 'team:blue'],
        key: kmsKey({ arn: alias, role, context: { team: 'blue' } }),
      }),
    ],
  ])('%s', async (_, make) => {
    const { args, key } = make()
    const theirs = await encryptedBySops(args)
    const ours = await encryptedByUs([key])
    expect(await decryptedByUs(theirs)).toBe(plain)
    expect(await decryptedBySops(ours)).toBe(plain)
    expect(await decryptedByUs(ours)).toBe(plain)
    expect(metadataOf(ours)).toEqual(metadataOf(theirs))
  })

  test('a profile that the key names, with other credentials in variables (KMS-007)', async () => {
    const credentials = join(folder, 'credentials')
    const words = 'aws_access_key_id=lab\naws_secret_access_key=lab\n'
    writeFileSync(credentials, `[live]\n${words}`)
    const variables = { ...env, AWS_SHARED_CREDENTIALS_FILE: credentials }
    const theirs = await encryptedBySops(['--kms', arn, '--aws-profile', 'live'], variables)
    const ours = await encryptedByUs([kmsKey({ awsProfile: 'live' })], variables)
    expect(metadataOf(ours)).toEqual(metadataOf(theirs))
    expect(await decryptedByUs(theirs, variables)).toBe(plain)
    expect(await decryptedBySops(ours, variables)).toBe(plain)
    writeFileSync(credentials, `[other]\n${words}`)
    await expectRefused(theirs, 'PERMISSION_DENIED', variables)
    await expectRefused(ours, 'PERMISSION_DENIED', variables)
  })

  test('keys of two regions in one file; either opens it', async () => {
    const second = (await account.createKey('us-east-2', 'second')).key
    for (const encrypted of [
      await encryptedBySops(['--kms', `${arn},${second}`]),
      await encryptedByUs([kmsKey({}), kmsKey({ arn: second })]),
    ]) {
      // A key that is gone: its file names one that does not exist.
      const withoutFirst = encrypted.replace(arn, `${arn}0`)
      const withoutSecond = encrypted.replace(second, `${second}0`)
      for (const file of [encrypted, withoutFirst, withoutSecond]) {
        expect(await decryptedByUs(file)).toBe(plain)
        expect(await decryptedBySops(file)).toBe(plain)
      }
      await expectRefused(withoutFirst.replace(second, `${second}0`), 'UNWRAP_FAILED')
    }
  })

  // moto cannot open what it wrapped by such a key, since it cuts the id; the server is ours.
  test('a multi-region key: what its primary wrapped, its replica opens', async () => {
    const fake = await startFakeAws({ accessKeyIds: ['lab'] })
    const variables = { ...env, AWS_ENDPOINT_URL: fake.url }
    const primary = arn.replace(/[^/]*$/, 'mrk-1234abcd12ab34cd56ef1234567890ab')
    for (const encrypted of [
      await encryptedBySops(['--kms', primary], variables),
      await encryptedByUs([kmsKey({ arn: primary })], variables),
    ]) {
      const file = encrypted.replace(primary, primary.replace(region, 'us-east-2'))
      expect(await decryptedByUs(file, variables)).toBe(plain)
      expect(await decryptedBySops(file, variables)).toBe(plain)
    }
    await fake.stop()
    const regions = fake.requests.map(({ scope }) => scope.replace('/kms', ''))
    expect(regions.toSorted()).toEqual([
      region,
      region,
      'us-east-2',
      'us-east-2',
      'us-east-2',
      'us-east-2',
    ])
  })
})

describe('TLS', () => {
  test('with an authority that only AWS_CA_BUNDLE names', async () => {
    const fake = await startFakeAws({ tls: true, accessKeyIds: ['lab'] })
    const untrusted = { ...env, AWS_ENDPOINT_URL: fake.url }
    const AWS_CA_BUNDLE = fileURLToPath(
      new URL('../aws/keys-for-tests-only/untrusted-host.crt', import.meta.url),
    )
    const trusted = { ...untrusted, AWS_CA_BUNDLE }
    const ours = await encryptedByUs([kmsKey({ role })], trusted)
    expect(await decryptedBySops(ours, trusted)).toBe(plain)
    expect(await decryptedByUs(ours, trusted)).toBe(plain)
    await expectRefused(ours, 'SERVICE_UNAVAILABLE', untrusted)
    await fake.stop()
  })
})

describe('refused by both', () => {
  test('an encryption context that is changed or left out (KMS-004)', async () => {
    const context = { team: 'blue' }
    for (const encrypted of [
      await encryptedBySops(['--kms', arn, '--encryption-context', 'team:blue']),
      await encryptedByUs([kmsKey({ context })]),
    ]) {
      const changed = encrypted.replace('team: blue', 'team: red')
      const without = encrypted.replace(/\n +context:\n +team: blue/, '')
      for (const file of [changed, without]) {
        expect(file).not.toBe(encrypted)
        await expectRefused(file, 'UNWRAP_FAILED')
      }
    }
  })

  test('another key, an unknown one, a key of another region', async () => {
    const other = (await account.createKey(region, 'other')).key
    const encrypted = await encryptedBySops(['--kms', arn])
    const named = (text: string): string => encrypted.replace(arn, text)
    // AWS says IncorrectKeyException here; the lab's README tells of this difference.
    await expectRefused(named(other), 'PERMISSION_DENIED')
    await expectRefused(named(`${arn}0`), 'UNWRAP_FAILED')
    await expectRefused(named(arn.replace(region, 'us-west-2')), 'UNWRAP_FAILED')
  })

  // moto knows neither; a server of ours gives the answers of AWS.
  test.each<readonly [string, SopsErrorCode]>([
    ['DisabledException', 'UNWRAP_FAILED'],
    ['KMSInvalidStateException', 'UNWRAP_FAILED'],
    ['IncorrectKeyException', 'UNWRAP_FAILED'],
    ['ExpiredTokenException', 'PERMISSION_DENIED'],
  ])('%s', async (name, code) => {
    const encrypted = await encryptedBySops(['--kms', arn])
    const answer = ({ operation }: { operation: string }) =>
      operation === 'TrentService.Decrypt' ? kmsError(name) : undefined
    const fake = await startFakeAws({ answer })
    await expectRefused(encrypted, code, { ...env, AWS_ENDPOINT_URL: fake.url })
    await fake.stop()
    expect(fake.requests.map(({ operation }) => operation)).toEqual([
      'TrentService.Decrypt',
      'TrentService.Decrypt',
    ])
  })
})

describe('with signatures and policies checked', () => {
  const keysOf = (user: { accessKeyId: string; secretAccessKey: string }): Env => ({
    ...env,
    AWS_ACCESS_KEY_ID: user.accessKeyId,
    AWS_SECRET_ACCESS_KEY: user.secretAccessKey,
  })
  let user: Env
  let reader: Env
  beforeAll(async () => {
    // The actions of the recipe, as they stand in the documentation. moto knows no resource of KMS but `*`.
    const page = new URL('../../../../docs/backends/aws-kms.md', import.meta.url)
    const policy = /```json\n(.*?)```/s.exec(readFileSync(page, 'utf8'))?.[1] ?? ''
    const { Statement } = JSON.parse(policy) as { Statement: object[] }
    const [statement] = Statement
    const allowing = (change: object): string =>
      JSON.stringify({ Version: '2012-10-17', Statement: [{ ...statement, ...change }] })
    user = keysOf(await account.createUser('both', allowing({ Resource: '*' })))
    const reading = allowing({ Resource: '*', Action: 'kms:Decrypt' })
    reader = keysOf(await account.createUser('reader', reading))
    await account.checkSignatures()
  })

  test('the right secret opens, a wrong one and an unknown access key do not', async () => {
    const theirs = await encryptedBySops(['--kms', arn], user)
    const ours = await encryptedByUs([kmsKey({})], user)
    expect(await decryptedByUs(theirs, user)).toBe(plain)
    expect(await decryptedBySops(ours, user)).toBe(plain)
    const wrong = { ...user, AWS_SECRET_ACCESS_KEY: 'wrong' }
    await expectRefused(ours, 'PERMISSION_DENIED', wrong)
    await expectRefused(theirs, 'PERMISSION_DENIED', { ...user, AWS_ACCESS_KEY_ID: 'AKIANOBODY' })
  })

  test('who may only decrypt does, and cannot encrypt', async () => {
    const ours = await encryptedByUs([kmsKey({})], user)
    expect(await decryptedByUs(ours, reader)).toBe(plain)
    expect(await decryptedBySops(ours, reader)).toBe(plain)
    await expect(encryptedByUs([kmsKey({})], reader)).rejects.toMatchObject({ code: 'WRAP_FAILED' })
    const service = awsKmsKeyServiceFromEnvironment({ env: reader })
    const wrapped = service.wrap(kmsKey({}), new Uint8Array(32), {})
    await expect(wrapped).rejects.toMatchObject({ code: 'PERMISSION_DENIED' })
    await expect(encryptedBySops(['--kms', arn], reader)).rejects.toMatchObject({ code: 1 })
  })
})

/** The part of a file about its key, without what differs each time. */
function metadataOf(encrypted: string): readonly string[] {
  const lines = encrypted.slice(encrypted.indexOf('    kms:')).split('\n')
  return lines.filter((line) => !/^\s+(?:- )?(?:created_at|enc|lastmodified|mac):/.test(line))
}
