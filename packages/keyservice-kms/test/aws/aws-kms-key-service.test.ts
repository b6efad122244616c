import type { KeyService } from '@sopskit/core'
import { KMS } from '@aws-sdk/client-kms'
import { awsKmsKeyService } from '@sopskit/keyservice-kms/aws'
import { keyServiceTestCount, testKeyService } from '@sopskit/test-vectors'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { FakeAws } from './fake-aws.ts'
import { startFakeAws, testAuthority } from './fake-aws.ts'
import { arn, dataKey, fakeAws, kmsKey, role, tenant } from './support.ts'

const serviceAt = (endpoint: string, credentials = tenant): KeyService =>
  awsKmsKeyService({ credentials, endpoint, stsEndpoint: `${endpoint}/sts` })

describe('what every key service must do', () => {
  let fake: FakeAws
  beforeAll(async () => {
    fake = await startFakeAws()
  })
  afterAll(() => fake.stop())

  const stranger = { accessKeyId: 'AKIASTRANGER', secretAccessKey: 'another-secret' }
  const checks = testKeyService({
    service: () => serviceAt(fake.url),
    key: kmsKey({ context: { team: 'blue' } }),
    foreignKey: { type: 'age', recipient: 'age1example' },
    malformedKeys: ['', 'alias/ci', '1234abcd-12ab-34cd-56ef-1234567890ab'].map((text) =>
      kmsKey({ arn: text }),
    ),
    stranger: () => serviceAt(fake.url, stranger),
    secrets: [tenant.secretAccessKey, stranger.secretAccessKey, stranger.accessKeyId],
  })
  test.each(checks)('$title', async ({ run }) => {
    await expect(run()).resolves.toBeUndefined()
  })
  test('all of the shared checks ran', () => {
    expect(checks).toHaveLength(keyServiceTestCount)
  })
})

describe('the request', () => {
  test('has the ARN and an empty context, in both directions (KMS-003, KMS-004)', async () => {
    const fake = await fakeAws()
    const service = serviceAt(fake.url)
    const enc = (await service.wrap(kmsKey(), dataKey, {})) ?? ''
    await service.unwrap(kmsKey(), enc, {})
    expect(fake.requests.map(({ operation, body }) => [operation, body])).toEqual([
      [
        'TrentService.Encrypt',
        {
          KeyId: arn,
          Plaintext: Buffer.from(dataKey).toString('base64'),
          EncryptionContext: {},
        },
      ],
      ['TrentService.Decrypt', { KeyId: arn, CiphertextBlob: enc, EncryptionContext: {} }],
    ])
  })

  test('carries the context, and another one is refused (KMS-004)', async () => {
    const fake = await fakeAws()
    const service = serviceAt(fake.url)
    const context = { Zone: 'a b', App: '' }
    const enc = (await service.wrap(kmsKey({ context }), dataKey, {})) ?? ''
    expect(fake.requests[0]?.body['EncryptionContext']).toEqual(context)
    const refused = { code: 'UNWRAP_FAILED', message: /InvalidCiphertextException/ }
    for (const other of [{}, { Zone: 'a b' }, { ...context, App: 'x' }, { ...context, More: '' }]) {
      const opened = service.unwrap(kmsKey({ context: other }), enc, {})
      await expect(opened).rejects.toMatchObject({
        code: refused.code,
        message: expect.stringMatching(refused.message) as string,
      })
    }
  })

  test.each([
    ['arn:aws:kms:us-east-2:111122223333:alias/ci/blue', 'us-east-2'],
    [
      'arn:aws:kms:eu-central-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab',
      'eu-central-1',
    ],
    ['arn:aws-cn:kms:cn-north-1:111122223333:key/k', 'cn-north-1'],
    ['arn:aws-us-gov:kms:us-gov-west-1:111122223333:alias/k', 'us-gov-west-1'],
    ['arn:aws-iso-b:kms:us-isob-east-1:111122223333:key/k', 'us-isob-east-1'],
  ])('for %s is signed for %s (KMS-002, KMS-005)', async (text, region) => {
    const fake = await fakeAws()
    const service = serviceAt(fake.url)
    const key = kmsKey({ arn: text })
    const enc = (await service.wrap(key, dataKey, {})) ?? ''
    expect(await service.unwrap(key, enc, {})).toEqual(dataKey)
    expect(fake.requests.map(({ scope, body }) => [scope, body['KeyId']])).toEqual([
      [`${region}/kms`, text],
      [`${region}/kms`, text],
    ])
  })

  test.each([
    ['arn:aws:kms:eu-west-1:111122223333:key/'],
    ['arn:aws:kms:eu-west-1:account:key/k'],
    ['arn:aws:kms::111122223333:key/k'],
    ['arn:aws:kms:eu-west-1:111122223333:grant/k'],
    ['arn:aws:s3:eu-west-1:111122223333:key/k'],
    [' arn:aws:kms:eu-west-1:111122223333:key/k'],
    ['arn:aws:kms:evil.example/:111122223333:key/k'],
    ['arn:aws:kms:a:b:111122223333:key/k'],
  ])('is never sent for %j (KMS-002)', async (text) => {
    const fake = await fakeAws()
    const service = serviceAt(fake.url)
    const key = kmsKey({ arn: text })
    const malformed = { code: 'INVALID_MASTER_KEY' }
    await expect(service.wrap(key, dataKey, {})).rejects.toMatchObject(malformed)
    await expect(service.unwrap(key, 'AAAA', {})).rejects.toMatchObject(malformed)
    expect(fake.requests).toEqual([])
  })

  test('is not sent for a wrapped key that is not base64', async () => {
    const fake = await fakeAws()
    for (const enc of ['', 'A', '====', 'käse']) {
      const opened = serviceAt(fake.url).unwrap(kmsKey(), enc, {})
      await expect(opened).rejects.toMatchObject({ code: 'UNWRAP_FAILED' })
    }
    expect(fake.requests).toEqual([])
  })
})

describe('a role (KMS-006)', () => {
  test('is assumed in the region of the key, once for a service', async () => {
    const fake = await fakeAws()
    const service = awsKmsKeyService({
      credentials: tenant,
      endpoint: fake.url,
      stsEndpoint: `${fake.url}/sts`,
      hostName: 'build-7.example.org',
    })
    const key = kmsKey({ role })
    const enc = (await service.wrap(key, dataKey, {})) ?? ''
    expect(await service.unwrap(key, enc, {})).toEqual(dataKey)
    const [assumed, ...rest] = fake.requests
    expect(assumed).toMatchObject({
      path: '/sts/',
      operation: 'AssumeRole',
      accessKeyId: tenant.accessKeyId,
      scope: 'eu-west-1/sts',
      body: { RoleArn: role, RoleSessionName: 'sops@build7.example.org' },
    })
    expect(rest.map((request) => [request.accessKeyId, request.sessionToken])).toEqual([
      ['ASIAreader', 'token-of-reader'],
      ['ASIAreader', 'token-of-reader'],
    ])
  })

  test('of one key never signs for another key of the same service', async () => {
    const fake = await fakeAws()
    const service = serviceAt(fake.url)
    const roles = ['', role, 'arn:aws:iam::111122223333:role/writer', role, '']
    for (const one of roles) await service.wrap(kmsKey({ role: one }), dataKey, {})
    const signers = fake.requests
      .filter(({ operation }) => operation === 'TrentService.Encrypt')
      .map(({ accessKeyId }) => accessKeyId)
    expect(signers).toEqual(['AKIATENANT', 'ASIAreader', 'ASIAwriter', 'ASIAreader', 'AKIATENANT'])
  })

  test('is assumed again when its credentials are about to expire', async () => {
    const fake = await fakeAws({ roleExpiration: new Date(Date.now() + 60_000) })
    const service = serviceAt(fake.url)
    await service.wrap(kmsKey({ role }), dataKey, {})
    await service.wrap(kmsKey({ role }), dataKey, {})
    const operations = fake.requests.map(({ operation }) => operation)
    const between = operations.slice(operations.indexOf('TrentService.Encrypt') + 1, -1)
    expect(between).toContain('AssumeRole')
  })

  test('that may not be assumed is refused by name', async () => {
    const fake = await fakeAws({
      answer: ({ operation }) =>
        operation === 'AssumeRole'
          ? {
              status: 403,
              type: 'text/xml',
              body: '<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>',
            }
          : undefined,
    })
    const wrapped = serviceAt(fake.url).wrap(kmsKey({ role }), dataKey, {})
    await expect(wrapped).rejects.toMatchObject({
      code: 'PERMISSION_DENIED',
      message: expect.stringContaining(`${role} cannot be used: AccessDenied, HTTP 403`) as string,
    })
    expect(fake.requests.map(({ operation }) => operation)).toEqual(['AssumeRole'])
  })
})

describe('tenants', () => {
  test('with different credentials at the same time never sign for each other', async () => {
    const names = ['AKIAONE', 'AKIATWO', 'AKIATHREE']
    const fake = await fakeAws({ accessKeyIds: names })
    const tenants = names.map((accessKeyId) => ({
      key: kmsKey({
        context: { tenant: accessKeyId },
        role: `arn:aws:iam::1:role/of-${accessKeyId}`,
      }),
      service: serviceAt(fake.url, { accessKeyId, secretAccessKey: `secret-${accessKeyId}` }),
    }))
    const turns = tenants.flatMap((turn) => [turn, turn, turn])
    const opened = await Promise.all(
      turns.map(async ({ key, service }) =>
        service.unwrap(key, (await service.wrap(key, dataKey, {})) ?? '', {}),
      ),
    )
    expect(opened).toEqual(turns.map(() => dataKey))
    const signed = fake.requests.map(({ operation, accessKeyId, body }) =>
      operation === 'AssumeRole'
        ? [`of-${accessKeyId}`, String(body['RoleArn']).replace(/^.*\//, '')]
        : [accessKeyId, `ASIAof-${(body['EncryptionContext'] as { tenant: string }).tenant}`],
    )
    expect(signed).toHaveLength(3 + 9 * 2)
    for (const [signer, owner] of signed) expect(signer).toBe(owner)
  })
})

describe('options', () => {
  test('a client of the SDK serves as it is, for the target it is asked for', async () => {
    const fake = await fakeAws()
    const asked: unknown[] = []
    const kms = new KMS({ region: 'eu-west-1', endpoint: fake.url, credentials: tenant })
    onTestFinished(() => kms.destroy())
    const service = awsKmsKeyService({
      client: (target) => {
        asked.push(target)
        return kms
      },
    })
    const key = kmsKey({ role, awsProfile: 'ci' })
    const enc = (await service.wrap(key, dataKey, {})) ?? ''
    expect(await service.unwrap(key, enc, {})).toEqual(dataKey)
    const target = { region: 'eu-west-1', role, awsProfile: 'ci' }
    expect(asked).toEqual([target, target])
  })

  test('credentials that are handed in serve every profile', async () => {
    const fake = await fakeAws()
    await serviceAt(fake.url).wrap(kmsKey({ awsProfile: 'nowhere' }), dataKey, {})
    expect(fake.requests[0]?.accessKeyId).toBe(tenant.accessKeyId)
  })

  test('authorities that are handed in are trusted, for KMS and STS', async () => {
    const fake = await fakeAws({ tls: true })
    const service = awsKmsKeyService({
      credentials: tenant,
      endpoint: fake.url,
      stsEndpoint: fake.url,
      certificateAuthorities: testAuthority,
    })
    await service.wrap(kmsKey({ role }), dataKey, {})
    expect(fake.requests).toHaveLength(2)
  })

  test('neither client nor credentials, or an impossible deadline, is refused at once', () => {
    const refused = expect.objectContaining({ code: 'INVALID_OPTION' }) as Error
    expect(() => awsKmsKeyService({})).toThrow(refused)
    for (const deadlineMs of [0, -1, Number.NaN, Infinity]) {
      expect(() => awsKmsKeyService({ credentials: tenant, deadlineMs })).toThrow(refused)
    }
  })
})
