import type { KeyService } from '@sopskit/core'
import { KeyManagementServiceClient } from '@google-cloud/kms'
import type { GcpKmsClient } from '@sopskit/keyservice-kms/gcp'
import { gcpKmsKeyService } from '@sopskit/keyservice-kms/gcp'
import { keyServiceTestCount, testKeyService } from '@sopskit/test-vectors'
import { describe, expect, test, vi } from 'vitest'
import { crc32c } from '../../src/gcp/crc32c.ts'
import { clientThat, dataKey, failure, fakeClient, gcpKey, grpcError } from './support.ts'

const serviceOf = (client: GcpKmsClient, deadlineMs?: number): KeyService =>
  gcpKmsKeyService({ client, ...(deadlineMs === undefined ? {} : { deadlineMs }) })

describe('what every key service must do', () => {
  const malformed = [
    '',
    'projects/p/locations/global/keyRings/r/cryptoKeys/',
    'projects/p/locations/global/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1',
    ' projects/p/locations/global/keyRings/r/cryptoKeys/k',
    'arn:aws:kms:eu-west-1:111122223333:key/1',
  ]
  const checks = testKeyService({
    service: () => serviceOf(fakeClient),
    key: gcpKey,
    foreignKey: { type: 'age', recipient: 'age1example' },
    malformedKeys: malformed.map((resourceId) => ({ type: 'gcp_kms', resourceId })),
    stranger: () => serviceOf(clientThat(() => Promise.reject(grpcError(16)))),
    secrets: ['the-secret-of-the-text'],
  })
  test.each(checks)('$title (GCP-001)', async ({ run }) => {
    await expect(run()).resolves.toBeUndefined()
  })
  test('all of the shared checks ran', () => {
    expect(checks).toHaveLength(keyServiceTestCount)
  })
})

describe('what goes to the client', () => {
  test('is the key, the content and its CRC32C, with one attempt (GCP-002)', async () => {
    const encrypt = vi.fn<GcpKmsClient['encrypt']>(fakeClient.encrypt)
    const decrypt = vi.fn<GcpKmsClient['decrypt']>(fakeClient.decrypt)
    const service = serviceOf({ encrypt, decrypt }, 5000)
    const enc = (await service.wrap(gcpKey, dataKey, {})) ?? ''
    await service.unwrap(gcpKey, enc, {})
    const ciphertext = Uint8Array.from(Buffer.from(enc, 'base64'))
    const options = { timeout: 5000, retry: null }
    expect(encrypt.mock.calls).toEqual([
      [
        { name: gcpKey.resourceId, plaintext: dataKey, plaintextCrc32c: { value: 0x46dd794e } },
        options,
      ],
    ])
    expect(decrypt.mock.calls).toEqual([
      [
        { name: gcpKey.resourceId, ciphertext, ciphertextCrc32c: { value: crc32c(ciphertext) } },
        options,
      ],
    ])
  })

  test("Google's own client fits", async () => {
    const client = new KeyManagementServiceClient({ fallback: 'rest', apiKey: 'none' })
    const { code } = await failure(
      serviceOf(client).wrap({ ...gcpKey, resourceId: 'k' }, dataKey, {}),
    )
    expect(code).toBe('INVALID_MASTER_KEY')
  })
})

describe('answers that do not fit', () => {
  const ciphertext = Buffer.from('ciphertext')
  const good = { ciphertext, verifiedPlaintextCrc32c: true }
  test.each([
    ['nothing', {}],
    ['no ciphertext', { verifiedPlaintextCrc32c: true }],
    ['an empty ciphertext (KEY-009)', { ...good, ciphertext: Buffer.alloc(0) }],
    ['a ciphertext that is no base64', { ...good, ciphertext: '!' }],
    ['a ciphertext that was changed', { ...good, ciphertextCrc32c: { value: '1' } }],
    ['a checksum that was not verified', { ciphertext, verifiedPlaintextCrc32c: false }],
    ['a checksum that nothing is said of', { ciphertext }],
  ])('of encrypt: %s', async (_, answer) => {
    const service = serviceOf(clientThat(async () => [answer]))
    expect((await failure(service.wrap(gcpKey, dataKey, {}))).code).toBe('WRAP_FAILED')
  })

  test.each([
    ['nothing', {}],
    ['an empty plaintext', { plaintext: Buffer.alloc(0) }],
    ['31 bytes', { plaintext: Buffer.alloc(31) }],
    ['34 bytes', { plaintext: Buffer.alloc(34) }],
    ['a plaintext that was changed', { plaintext: dataKey, plaintextCrc32c: { value: '1' } }],
  ])('of decrypt: %s', async (_, answer) => {
    const service = serviceOf(clientThat(async () => [answer]))
    expect((await failure(service.unwrap(gcpKey, 'AAAA', {}))).code).toBe('UNWRAP_FAILED')
  })

  test('a server that sends no checksum of the content is believed', async () => {
    const wraps = serviceOf(clientThat(async () => [good]))
    await expect(wraps.wrap(gcpKey, dataKey, {})).resolves.toBe(ciphertext.toString('base64'))
    const unwraps = serviceOf(clientThat(async () => [{ plaintext: dataKey }]))
    await expect(unwraps.unwrap(gcpKey, 'AAAA', {})).resolves.toEqual(dataKey)
  })
})

describe('a client that never answers', () => {
  const silent = clientThat(() => new Promise(() => undefined))

  test('ends after the deadline (KEY-008)', async () => {
    const { code, message } = await failure(serviceOf(silent, 20).wrap(gcpKey, dataKey, {}))
    expect(code).toBe('SERVICE_UNAVAILABLE')
    expect(message).toContain('0.02 s')
  })

  test('ends when the caller aborts', async () => {
    const controller = new AbortController()
    const work = serviceOf(silent).unwrap(gcpKey, 'AAAA', { signal: controller.signal })
    controller.abort()
    expect((await failure(work)).code).toBe('ABORTED')
  })
})

test('there must be a client or credentials', () => {
  expect(() => gcpKmsKeyService({})).toThrow(expect.objectContaining({ code: 'INVALID_OPTION' }))
})
