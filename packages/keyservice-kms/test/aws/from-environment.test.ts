import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { KmsMasterKey } from '@sopskit/core'
import { awsKmsKeyServiceFromEnvironment } from '@sopskit/keyservice-kms/aws'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import type { FakeAws, RecordedRequest } from './fake-aws.ts'
import { dataKey, fakeAws, kmsKey, role } from './support.ts'

/** What the process has must not count: only what is handed in. */
beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAOFTHEPROCESS')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
  vi.stubEnv('AWS_PROFILE', 'of-the-process')
  vi.stubEnv('AWS_REGION', 'ap-south-1')
  vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:1')
  vi.stubEnv('AWS_ENDPOINT_URL_STS', 'http://127.0.0.1:1')
  vi.stubEnv('AWS_ROLE_SESSION_NAME', 'of-the-process')
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/nonexistent')
  vi.stubEnv('AWS_CONFIG_FILE', '/nonexistent')
  return () => vi.unstubAllEnvs()
})

const files = {
  credentials: `
[default]
aws_access_key_id = AKIADEFAULT
aws_secret_access_key = secret
[ci] # a comment
aws_access_key_id=AKIACI
aws_secret_access_key=secret
aws_session_token=token
`,
  config: `
[profile of-a-role]
role_arn = arn:aws:iam::1:role/by-profile
source_profile = ci
[profile only-a-region]
region = eu-west-1
[profile by-program]
credential_process = /nonexistent/program
[profile by-variables]
role_arn = arn:aws:iam::1:role/by-variables
credential_source = Environment
[profile by-way-of-it]
role_arn = arn:aws:iam::1:role/further
source_profile = by-variables
[profile by-sign-on]
sso_session = somewhere
`,
}

interface Place {
  /** What every `wrap` has. */
  readonly usual: Readonly<Record<string, string>>
  readonly fake: FakeAws
  readonly folder: string
  /** Wraps a data key and gives the requests that it took. */
  readonly wrap: (
    env: Readonly<Record<string, string>>,
    key?: KmsMasterKey,
  ) => Promise<readonly RecordedRequest[]>
}

async function place(options: { readonly config?: (url: string) => string } = {}): Promise<Place> {
  const fake = await fakeAws({
    accessKeyIds: ['AKIAENV', 'AKIACI', 'AKIADEFAULT', 'AKIACONTAINER'],
    answer: ({ path }) =>
      path.startsWith('/container') ? { status: 200, body: JSON.stringify(container) } : undefined,
  })
  const folder = mkdtempSync(join(tmpdir(), 'sopskit-aws-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'credentials'), files.credentials)
  writeFileSync(join(folder, 'config'), files.config + (options.config?.(fake.url) ?? ''))
  writeFileSync(join(folder, 'token'), 'a-web-identity')
  const usual = {
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
    AWS_CONFIG_FILE: join(folder, 'config'),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: fake.url,
    AWS_ENDPOINT_URL_STS: `${fake.url}/sts`,
  }
  return {
    usual,
    fake,
    folder,
    wrap: async (env, key = kmsKey()) => {
      const service = awsKmsKeyServiceFromEnvironment({
        env: { ...usual, ...env },
        homeDirectory: folder,
        hostName: 'ci.example',
      })
      const before = fake.requests.length
      await service.wrap(key, dataKey, {})
      return fake.requests.slice(before)
    },
  }
}

const container = {
  AccessKeyId: 'AKIACONTAINER',
  SecretAccessKey: 'secret',
  Token: 'token',
  Expiration: '2099-01-01T00:00:00Z',
}
const ownEnvironment = () => ({ ...process.env }) as Record<string, string>
const keys = { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 'secret' }
const denied = { code: 'PERMISSION_DENIED' }

describe('credentials in the order of KMS-007', () => {
  test.each<readonly [string, Record<string, string>, string]>([
    ['variables', keys, 'AKIAENV'],
    ['the other names of variables', { AWS_ACCESS_KEY: 'AKIAENV', AWS_SECRET_KEY: 's' }, 'AKIAENV'],
    ['variables before AWS_PROFILE', { ...keys, AWS_PROFILE: 'ci' }, 'AKIAENV'],
    ['AWS_PROFILE', { AWS_PROFILE: 'ci' }, 'AKIACI'],
    ['AWS_DEFAULT_PROFILE', { AWS_DEFAULT_PROFILE: 'ci' }, 'AKIACI'],
    ['the default profile', {}, 'AKIADEFAULT'],
    [
      'half a pair of variables counts for nothing',
      { AWS_ACCESS_KEY_ID: 'AKIAENV' },
      'AKIADEFAULT',
    ],
    [
      'empty variables count for nothing',
      { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
      'AKIADEFAULT',
    ],
  ])('%s', async (_, env, accessKeyId) => {
    const { wrap } = await place()
    expect((await wrap(env)).map((request) => request.accessKeyId)).toEqual([accessKeyId])
  })

  test('a session token goes along', async () => {
    const { wrap } = await place()
    const [request] = await wrap({ ...keys, AWS_SESSION_TOKEN: 'of-a-session' })
    expect(request?.sessionToken).toBe('of-a-session')
  })

  test('a web identity goes before AWS_PROFILE', async () => {
    const { wrap, folder } = await place()
    const env = {
      AWS_PROFILE: 'ci',
      AWS_WEB_IDENTITY_TOKEN_FILE: join(folder, 'token'),
      AWS_ROLE_ARN: 'arn:aws:iam::1:role/web',
    }
    const [assumed, request] = await wrap(env)
    expect(assumed).toMatchObject({
      path: '/sts/',
      operation: 'AssumeRoleWithWebIdentity',
      accessKeyId: '',
      body: { RoleSessionName: 'sops@ci.example', WebIdentityToken: 'a-web-identity' },
    })
    expect(request?.accessKeyId).toBe('ASIAweb')
  })

  test('a web identity whose token is missing is an error', async () => {
    const { wrap, fake } = await place()
    const env = {
      AWS_WEB_IDENTITY_TOKEN_FILE: '/nonexistent',
      AWS_ROLE_ARN: 'arn:aws:iam::1:role/w',
    }
    await expect(wrap(env)).rejects.toMatchObject(denied)
    expect(fake.requests).toEqual([])
  })

  test('a container, after the profiles', async () => {
    const { wrap, fake } = await place()
    const env = {
      AWS_SHARED_CREDENTIALS_FILE: '/nonexistent',
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${fake.url}/container`,
    }
    expect((await wrap(env)).map(({ accessKeyId }) => accessKeyId)).toEqual(['', 'AKIACONTAINER'])
    expect((await wrap({ ...env, ...keys })).map(({ accessKeyId }) => accessKeyId)).toEqual([
      'AKIAENV',
    ])
  })
})

describe('a profile that a key names (KMS-007, KMS-008)', () => {
  test('goes before the variables', async () => {
    const { wrap } = await place()
    const [request] = await wrap(keys, kmsKey({ awsProfile: 'ci' }))
    expect(request).toMatchObject({ accessKeyId: 'AKIACI', sessionToken: 'token' })
  })

  test('can be one of a role; its own role is assumed with the credentials of its source', async () => {
    const { wrap } = await place()
    const requests = await wrap(keys, kmsKey({ awsProfile: 'of-a-role', role }))
    expect(requests.map(({ accessKeyId, operation }) => [accessKeyId, operation])).toEqual([
      ['AKIACI', 'AssumeRole'],
      ['ASIAby-profile', 'AssumeRole'],
      ['ASIAreader', 'TrentService.Encrypt'],
    ])
  })

  test.each([
    ['is missing', 'nowhere', ": there is no profile 'nowhere' in the shared files. Add it to "],
    ['has no credentials', 'only-a-region', 'No credentials were found'],
    ['asks the process through a program', 'by-program', 'another environment was handed in'],
    ['asks the process through variables', 'by-variables', 'another environment was handed in'],
    ['asks the process by way of another', 'by-way-of-it', 'another environment was handed in'],
    ['asks the process by sign-on', 'by-sign-on', 'another environment was handed in'],
  ])('that %s is an error, whatever the variables say', async (_, awsProfile, words) => {
    const { wrap, fake } = await place()
    // Of another tenant.
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIACI')
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
    await expect(wrap(keys, kmsKey({ awsProfile }))).rejects.toMatchObject({
      ...denied,
      message: expect.stringContaining(words) as string,
    })
    expect(fake.requests).toEqual([])
  })

  test('a profile may ask the process whose environment it is', async () => {
    const { wrap, usual } = await place()
    for (const name of Object.keys(process.env)) {
      if (name.startsWith('AWS_')) vi.stubEnv(name, undefined)
    }
    for (const [name, value] of Object.entries({ ...usual, ...keys })) vi.stubEnv(name, value)
    await expect(
      wrap(ownEnvironment(), kmsKey({ awsProfile: 'by-program' })),
    ).rejects.toMatchObject({
      ...denied,
      message: expect.stringContaining('the credentials of the profile') as string,
    })
    const [assumed] = await wrap(ownEnvironment(), kmsKey({ awsProfile: 'by-variables' }))
    expect(assumed).toMatchObject({ operation: 'AssumeRole', accessKeyId: 'AKIAENV' })
  })

  test('a profile, whose name the file chose, does nothing to a terminal', async () => {
    const { wrap } = await place()
    await expect(wrap(keys, kmsKey({ awsProfile: 'a\n\u001b[2J' }))).rejects.toMatchObject({
      ...denied,
      message: expect.not.stringMatching(/\p{C}/u) as string,
    })
  })

  test('a missing AWS_PROFILE is an error, even beside keys in variables', async () => {
    const { wrap, fake } = await place()
    await expect(wrap({ ...keys, AWS_PROFILE: 'nowhere' })).rejects.toMatchObject(denied)
    expect(fake.requests).toEqual([])
  })
})

describe('endpoints (KMS-005)', () => {
  const config = (url: string): string => `
[profile direct]
aws_access_key_id = AKIACI
aws_secret_access_key = secret
endpoint_url = ${url}/direct
[profile by-service]
aws_access_key_id = AKIACI
aws_secret_access_key = secret
endpoint_url = ${url}/direct
services = lab
[services lab]
kms =
  endpoint_url = ${url}/by-service
`
  test.each([
    ['a profile', 'direct', {}, '/direct/'],
    ['a service of a profile', 'by-service', {}, '/by-service/'],
    [
      'AWS_ENDPOINT_URL goes before the profile',
      'by-service',
      { AWS_ENDPOINT_URL: '/env' },
      '/env/',
    ],
    [
      'AWS_ENDPOINT_URL_KMS goes before all',
      'by-service',
      { AWS_ENDPOINT_URL: '/env', AWS_ENDPOINT_URL_KMS: '/kms' },
      '/kms/',
    ],
  ])('%s', async (_, awsProfile, paths, path) => {
    const { wrap, fake } = await place({ config })
    const urls = Object.fromEntries(
      Object.entries(paths).map(([name, value]) => [name, `${fake.url}${value}`]),
    )
    const requests = await wrap({ AWS_ENDPOINT_URL: '', ...urls }, kmsKey({ awsProfile }))
    expect(requests.map((request) => request.path)).toEqual([path])
  })

  test('of roles: AWS_ENDPOINT_URL_STS, or AWS_ENDPOINT_URL', async () => {
    const { wrap } = await place()
    const paths = async (env: Record<string, string>): Promise<readonly string[]> =>
      (await wrap({ ...keys, ...env }, kmsKey({ role }))).map((request) => request.path)
    expect(await paths({})).toEqual(['/sts/', '/'])
    expect(await paths({ AWS_ENDPOINT_URL_STS: '' })).toEqual(['/', '/'])
  })

  test.each([
    ['none is set', { AWS_ENDPOINT_URL: '' }],
    ['they are to be ignored', { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }],
  ])('are those of the region when %s', async (_, env) => {
    vi.stubEnv('AWS_ENDPOINT_URL', '')
    const { wrap, fake } = await place()
    vi.stubEnv('AWS_ENDPOINT_URL_KMS', fake.url)
    // There is no such region, so nothing is ever sent.
    const key = kmsKey({ arn: 'arn:aws:kms:no-where-0:111122223333:key/k' })
    await expect(wrap({ ...keys, ...env }, key)).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
    })
    expect(fake.requests).toEqual([])
  })
})

describe('authorities', () => {
  const authority = fileURLToPath(
    new URL('keys-for-tests-only/untrusted-host.crt', import.meta.url),
  )
  const atTls = async (env: Record<string, string>, config = ''): Promise<number> => {
    const { wrap, folder } = await place()
    const tls = await fakeAws({ tls: true, accessKeyIds: ['AKIAENV'] })
    writeFileSync(join(folder, 'config'), config)
    const urls = { AWS_ENDPOINT_URL: tls.url, AWS_ENDPOINT_URL_STS: tls.url }
    await wrap({ ...keys, ...urls, ...env }, kmsKey({ role }))
    return tls.requests.length
  }

  test('of AWS_CA_BUNDLE or of the profile are trusted', async () => {
    expect(await atTls({ AWS_CA_BUNDLE: authority })).toBe(2)
    expect(await atTls({}, `[default]\nca_bundle = ${authority}\n`)).toBe(2)
  })

  test.each([
    ['without them nobody is', {}, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['a file that is missing is an error', { AWS_CA_BUNDLE: '/nonexistent' }, 'AWS_CA_BUNDLE'],
    ['a file without one is an error', { AWS_CA_BUNDLE: '/dev/null' }, 'AWS_CA_BUNDLE'],
  ])('%s', async (_, env, words) => {
    await expect(atTls(env)).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
      message: expect.stringContaining(words) as string,
    })
  })
})

test('away from AWS a metadata address that does not answer costs under a second', async () => {
  const silent = createServer(() => {})
  await new Promise<void>((resolve) => {
    silent.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => void silent.close())
  vi.stubEnv(
    'AWS_EC2_METADATA_SERVICE_ENDPOINT',
    `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
  )
  await Promise.all([import('@aws-sdk/client-kms'), import('@aws-sdk/credential-providers')])
  // Were it a second or more, the deadline would end it: SERVICE_UNAVAILABLE.
  const service = awsKmsKeyServiceFromEnvironment({
    env: {},
    homeDirectory: '/nonexistent',
    deadlineMs: 1000,
  })
  await expect(service.wrap(kmsKey(), dataKey, {})).rejects.toMatchObject({
    ...denied,
    message: expect.stringContaining('AWS_ACCESS_KEY_ID') as string,
  })
})

test('profiles of keys of one service never sign for each other', async () => {
  const { fake, folder } = await place()
  const service = awsKmsKeyServiceFromEnvironment({
    env: {
      ...keys,
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
      AWS_CONFIG_FILE: join(folder, 'config'),
      AWS_ENDPOINT_URL: fake.url,
    },
  })
  const profiles = ['ci', '', 'default', 'ci', '']
  for (const awsProfile of profiles) await service.wrap(kmsKey({ awsProfile }), dataKey, {})
  const signers = ['AKIACI', 'AKIAENV', 'AKIADEFAULT', 'AKIACI', 'AKIAENV']
  expect(fake.requests.map(({ accessKeyId }) => accessKeyId)).toEqual(signers)
})

test('two environments in one process never meet', async () => {
  const { wrap } = await place()
  const envs = [keys, { AWS_PROFILE: 'ci' }, {}]
  const turns = [...envs, ...envs, ...envs]
  const signers = await Promise.all(
    turns.map(async (env, index) => {
      const context = { turn: String(index) }
      const requests = await wrap(env, kmsKey({ context }))
      const own = requests.find(
        ({ body }) => (body['EncryptionContext'] as { turn?: string }).turn === String(index),
      )
      return own?.accessKeyId
    }),
  )
  const expected = ['AKIAENV', 'AKIACI', 'AKIADEFAULT']
  expect(signers).toEqual([...expected, ...expected, ...expected])
})
