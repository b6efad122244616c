import type { KeyService } from '@sopskit/core'
import { awsKmsKeyService } from '@sopskit/keyservice-kms/aws'
import { describe, expect, test } from 'vitest'
import { knownFailures } from '../../src/aws/known-failures.ts'
import type { FakeAnswer } from './fake-aws.ts'
import { kmsError, xmlError } from './fake-aws.ts'
import { arn, dataKey, fakeAws, kmsKey, role, tenant } from './support.ts'

const enc = Buffer.from('wrapped elsewhere').toString('base64')
const serviceAt = (endpoint: string, deadlineMs = 20_000): KeyService =>
  awsKmsKeyService({ credentials: tenant, endpoint, stsEndpoint: endpoint, deadlineMs })

/** Both directions against a server that always gives this answer. */
async function expectBoth(answer: FakeAnswer, codes: readonly [string, string], word: string) {
  const fake = await fakeAws({ answer: () => answer })
  const service = serviceAt(fake.url)
  const [wrapped, unwrapped] = await Promise.allSettled([
    service.wrap(kmsKey(), dataKey, {}),
    service.unwrap(kmsKey(), enc, {}),
  ])
  expectRefusal(wrapped, codes[0], word)
  expectRefusal(unwrapped, codes[1], word)
}

function expectRefusal(result: PromiseSettledResult<unknown>, code: string, word: string) {
  const error = result.status === 'rejected' ? (result.reason as Error) : undefined
  expect(error).toMatchObject({ name: 'SopsError', code })
  expect(error?.message).toContain(`AWS KMS key ${arn}`)
  expect(error?.message).toContain(word)
  expect(error?.message).not.toMatch(/recorded|the-secret|AKIA/)
  expect(error?.cause).toBeUndefined()
}

const failed = ['WRAP_FAILED', 'UNWRAP_FAILED'] as const
const denied = ['PERMISSION_DENIED', 'PERMISSION_DENIED'] as const
const unavailable = ['SERVICE_UNAVAILABLE', 'SERVICE_UNAVAILABLE'] as const

describe('an error of AWS', () => {
  test.each([
    ['NotFoundException', 400, failed],
    ['DisabledException', 400, failed],
    ['KMSInvalidStateException', 400, failed],
    ['InvalidCiphertextException', 400, failed],
    ['IncorrectKeyException', 400, failed],
    ['InvalidKeyUsageException', 400, failed],
    ['ValidationException', 400, failed],
    ['AccessDeniedException', 400, denied],
    ['UnrecognizedClientException', 400, denied],
    ['ExpiredTokenException', 400, denied],
    ['InvalidSignatureException', 400, denied],
    ['MissingAuthenticationTokenException', 400, denied],
    ['IncompleteSignatureException', 400, denied],
    ['ThrottlingException', 400, unavailable],
    ['KMSInternalException', 500, unavailable],
    ['KeyUnavailableException', 500, unavailable],
    ['DependencyTimeoutException', 500, unavailable],
  ])('%s, HTTP %d', async (name, status, codes) => {
    await expectBoth(kmsError(name, status), codes, `${name}, HTTP ${status}`)
  })

  test('with the namespace of the service before its name', async () => {
    await expectBoth(kmsError('com.amazonaws.kms#DisabledException'), failed, 'DisabledException')
  })

  test('of a name that nobody knows is not quoted: the server has seen the data key', async () => {
    const hex = Buffer.from(dataKey).toString('hex')
    const fake = await fakeAws({ answer: () => kmsError(hex, 400, hex) })
    const [result] = await Promise.allSettled([serviceAt(fake.url).wrap(kmsKey(), dataKey, {})])
    expectRefusal(result, 'WRAP_FAILED', 'an unknown error, HTTP 400')
    const reason = result.status === 'rejected' ? (result.reason as Error) : undefined
    expect(`${reason?.message} ${reason?.stack}`).not.toContain(hex)
  })

  test.each(['AccessDenied', 'InvalidClientTokenId', 'ExpiredToken', 'SignatureDoesNotMatch'])(
    '%s of STS names the role',
    async (name) => {
      const fake = await fakeAws({ answer: () => xmlError(name, 403) })
      const key = kmsKey({ role })
      const [result] = await Promise.allSettled([serviceAt(fake.url).unwrap(key, enc, {})])
      expectRefusal(
        result,
        'PERMISSION_DENIED',
        `the role ${role} cannot be used: ${name}, HTTP 403`,
      )
    },
  )
})

describe('an answer that is not of AWS', () => {
  test.each<readonly [string, FakeAnswer, readonly [string, string], string]>([
    ['garbage', { status: 200, body: '{"CiphertextBlob": recorded' }, failed, 'HTTP 200'],
    ['nothing', { status: 200, body: '' }, failed, 'gave no'],
    ['another object', { status: 200, body: '{"a":"recorded"}' }, failed, 'gave no'],
    ['an XML body with 403', xmlError('SignatureDoesNotMatch', 403), denied, 'HTTP 403'],
    ['an XML body with 400', xmlError('Sender', 400), failed, 'HTTP 400'],
    [
      'a page of a proxy',
      { status: 502, type: 'text/html', body: '<html>' },
      unavailable,
      'HTTP 502',
    ],
    [
      'a page that asks who is there',
      { status: 401, type: 'text/html', body: '' },
      denied,
      'HTTP 401',
    ],
    ['a redirection', { status: 302, body: '' }, failed, 'HTTP 302'],
  ])('%s', async (_, answer, codes, word) => {
    await expectBoth(answer, codes, word)
  })

  test.each([0, 1, 15, 18, 31, 34, 4096])('a data key of %d bytes (KEY-009)', async (length) => {
    const Plaintext = Buffer.alloc(length, 7).toString('base64')
    const fake = await fakeAws({
      answer: () => ({ status: 200, body: JSON.stringify({ Plaintext }) }),
    })
    const [result] = await Promise.allSettled([serviceAt(fake.url).unwrap(kmsKey(), enc, {})])
    expectRefusal(result, 'UNWRAP_FAILED', `${length} bytes`)
  })

  test('an empty ciphertext (KEY-009)', async () => {
    const answer = { status: 200, body: '{"CiphertextBlob":""}' }
    const fake = await fakeAws({ answer: () => answer })
    const [result] = await Promise.allSettled([serviceAt(fake.url).wrap(kmsKey(), dataKey, {})])
    expectRefusal(result, 'WRAP_FAILED', 'no ciphertext')
  })
})

describe('a host', () => {
  test.each([
    ['that refuses connections', 'http://127.0.0.1:1', 'ECONNREFUSED'],
    ['that does not exist', 'http://kms.invalid', 'cannot be used'],
  ])('%s', async (_, endpoint, word) => {
    const [result] = await Promise.allSettled([serviceAt(endpoint).unwrap(kmsKey(), enc, {})])
    expectRefusal(result, 'SERVICE_UNAVAILABLE', word)
  })

  test('without a certificate that is trusted', async () => {
    const { url } = await fakeAws({ tls: true })
    const [result] = await Promise.allSettled([serviceAt(url).wrap(kmsKey(), dataKey, {})])
    expectRefusal(result, 'SERVICE_UNAVAILABLE', 'DEPTH_ZERO_SELF_SIGNED_CERT')
  })

  test('that does not speak TLS', async () => {
    const { url } = await fakeAws()
    const endpoint = url.replace('http:', 'https:')
    const [result] = await Promise.allSettled([serviceAt(endpoint).wrap(kmsKey(), dataKey, {})])
    expectRefusal(result, 'SERVICE_UNAVAILABLE', 'EPROTO')
  })

  test.each([
    ['KMS', ''],
    ['STS', role],
  ])('of %s that never answers ends at the deadline', async (_, assumed) => {
    const fake = await fakeAws({ answer: () => 'silence' })
    const opened = serviceAt(fake.url, 100).unwrap(kmsKey({ role: assumed }), enc, {})
    const [result] = await Promise.allSettled([opened])
    expectRefusal(result, 'SERVICE_UNAVAILABLE', '0.1 s')
  })

  test.each([
    ['KMS', ''],
    ['STS', role],
  ])('of %s that never answers is given up with the signal', async (_, assumed) => {
    const controller = new AbortController()
    const fake = await fakeAws({
      answer: () => {
        controller.abort()
        return 'silence'
      },
    })
    const call = { signal: controller.signal }
    // The deadline is there only so that what cannot be aborted ends with the test.
    const opened = serviceAt(fake.url, 2000).unwrap(kmsKey({ role: assumed }), enc, call)
    const [result] = await Promise.allSettled([opened])
    expectRefusal(result, 'ABORTED', 'aborted')
  })
})

test('credentials that cannot be had are told apart from the key', async () => {
  const service = awsKmsKeyService({
    credentials: () => Promise.reject(new Error('the-secret of the vault')),
  })
  const [result] = await Promise.allSettled([service.wrap(kmsKey(), dataKey, {})])
  expectRefusal(result, 'PERMISSION_DENIED', 'the credentials cannot be used')
})

test('every known failure says what to do', () => {
  expect(knownFailures.size).toBeGreaterThan(60)
  for (const { advice } of knownFailures.values()) expect(advice).toMatch(/^[A-Z].*[.]$/)
})
