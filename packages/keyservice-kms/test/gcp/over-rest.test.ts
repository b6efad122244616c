import { generateKeyPairSync } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gcpKmsKeyService, gcpKmsKeyServiceFromEnvironment } from '@sopskit/keyservice-kms/gcp'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { crc32c } from '../../src/gcp/crc32c.ts'
import { failure, gcpKey } from './support.ts'

interface Seen {
  readonly authorization: string
  readonly plaintext: string
}

type Respond = (response: ServerResponse, plaintext: string) => void

/** A server that notes who sends what, over Google's own client. */
async function recorder(respond: Respond = echo): Promise<{ endpoint: string; seen: Seen[] }> {
  const seen: Seen[] = []
  const server = createServer((request: IncomingMessage, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const { plaintext } = JSON.parse(body) as { plaintext: string }
      seen.push({ authorization: request.headers.authorization ?? '', plaintext })
      respond(response, plaintext)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return { endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
}

function echo(response: ServerResponse, plaintext: string): void {
  const ciphertextCrc32c = String(crc32c(Buffer.from(plaintext, 'base64')))
  const answer = { ciphertext: plaintext, ciphertextCrc32c, verifiedPlaintextCrc32c: true }
  response.setHeader('Content-Type', 'application/json')
  response.end(JSON.stringify(answer))
}

const keyOf = (fill: number): Uint8Array => new Uint8Array(32).fill(fill)
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

describe('tenants in one process', () => {
  test('at the same time each sends its own credentials, and only those', async () => {
    const { endpoint, seen } = await recorder()
    const tenants = [1, 2, 3, 4].map((each) => ({
      key: keyOf(each),
      token: `token-of-${each}`,
      service:
        each % 2 === 0
          ? gcpKmsKeyService({
              credentials: { accessToken: `token-of-${each}` },
              endpoint,
              transport: 'rest',
            })
          : gcpKmsKeyServiceFromEnvironment({
              env: {
                GOOGLE_OAUTH_ACCESS_TOKEN: `token-of-${each}`,
                SOPS_GCP_KMS_ENDPOINT: endpoint,
                SOPS_GCP_KMS_CLIENT_TYPE: 'REST',
              },
            }),
    }))
    const rounds = [...tenants, ...tenants, ...tenants]
    await Promise.all(rounds.map(({ service, key }) => service.wrap(gcpKey, key, {})))
    const order = (a: Seen, b: Seen): number => a.plaintext.localeCompare(b.plaintext)
    const expected = rounds.map(({ key, token }) => ({
      authorization: `Bearer ${token}`,
      plaintext: base64(key),
    }))
    expect(seen.toSorted(order)).toEqual(expected.toSorted(order))
    expect(seen).toHaveLength(12)
  })

  test('a service account signs its tokens itself, in its own name (GCP-006)', async () => {
    const { endpoint, seen } = await recorder()
    const credentials = ['one', 'two'].map((name) => ({ name, json: serviceAccount(name) }))
    for (const { json } of credentials) {
      const service = gcpKmsKeyService({ credentials: { json }, endpoint, transport: 'rest' })
      await service.wrap(gcpKey, keyOf(7), {})
    }
    const issuers = seen.map(({ authorization }) => claimsOf(authorization)['iss'])
    expect(issuers).toEqual(['one@p.iam.gserviceaccount.com', 'two@p.iam.gserviceaccount.com'])
  })
})

function serviceAccount(name: string): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return JSON.stringify({
    type: 'service_account',
    client_email: `${name}@p.iam.gserviceaccount.com`,
    private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }),
    private_key_id: name,
    token_uri: 'http://127.0.0.1:1/must-not-be-asked',
  })
}

function claimsOf(authorization: string): Readonly<Record<string, unknown>> {
  const claims = authorization.split('.')[1] ?? ''
  return JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown>
}

describe('a server that does not do what it should', () => {
  const settings = { credentials: { accessToken: 'the-token' }, transport: 'rest' } as const

  test.each([
    ['garbage', 200, 'not json', 'WRAP_FAILED'],
    ['an empty answer', 200, '', 'WRAP_FAILED'],
    ['an empty object', 200, '{}', 'WRAP_FAILED'],
    ['a page of a proxy', 502, '<html></html>', 'SERVICE_UNAVAILABLE'],
    ['a refusal', 403, '{"error":{"code":403,"message":"the-token"}}', 'PERMISSION_DENIED'],
    ['an expired token', 401, '{"error":{"code":401}}', 'PERMISSION_DENIED'],
    ['a missing key', 404, '{"error":{"code":404}}', 'WRAP_FAILED'],
  ])('%s', async (_, status, body, code) => {
    const { endpoint } = await recorder((response) => {
      response.statusCode = status
      response.end(body)
    })
    const service = gcpKmsKeyService({ ...settings, endpoint })
    const failed = await failure(service.wrap(gcpKey, keyOf(1), {}))
    expect(failed.code).toBe(code)
    expect(failed.message).not.toContain('the-token')
  })

  test('that hangs, until the deadline (KEY-008)', async () => {
    const { endpoint } = await recorder(() => undefined)
    const service = gcpKmsKeyService({ ...settings, endpoint, deadlineMs: 300 })
    const failed = await failure(service.wrap(gcpKey, keyOf(1), {}))
    expect(failed.code).toBe('SERVICE_UNAVAILABLE')
  })

  test.each(['rest', 'grpc'] as const)('that is not there, over %s', async (transport) => {
    const service = gcpKmsKeyService({ ...settings, transport, endpoint: 'https://127.0.0.1:1' })
    const failed = await failure(service.wrap(gcpKey, keyOf(1), {}))
    expect(failed.code).toBe('SERVICE_UNAVAILABLE')
  })
})

describe('credentials that cannot be used', () => {
  test.each([
    ['no JSON', 'hunter2'],
    ['no object', '"hunter2"'],
    ['no type', '{"private_key":"hunter2"}'],
    ['a type that is none', '{"type":"hunter2"}'],
    ['an account without a key', '{"type":"service_account","client_email":"hunter2"}'],
    ['a user without a token', '{"type":"authorized_user","client_id":"hunter2"}'],
    ['an impersonation of nobody', '{"type":"impersonated_service_account","x":"hunter2"}'],
    [
      'a key that is none',
      '{"type":"service_account","client_email":"a@b","private_key":"hunter2"}',
    ],
  ])('%s', async (_, json) => {
    const service = gcpKmsKeyService({ credentials: { json } })
    const failed = await failure(service.wrap(gcpKey, keyOf(1), {}))
    expect(failed.code).toBe('INVALID_IDENTITY')
    expect(failed.message).not.toContain('hunter2')
  })

  test('of another universe', async () => {
    const service = gcpKmsKeyService({
      credentials: { json: serviceAccount('one') },
      universeDomain: 'example.org',
    })
    const failed = await failure(service.wrap(gcpKey, keyOf(1), {}))
    expect(failed.code).toBe('PERMISSION_DENIED')
  })
})

test.each(['@google-cloud/kms', 'google-auth-library'])(
  'without %s the error names it',
  async (name) => {
    vi.doMock(name, () => {
      throw new Error('not installed')
    })
    onTestFinished(() => {
      vi.doUnmock(name)
    })
    const service = gcpKmsKeyService({ credentials: { accessToken: 'the-token' } })
    const failed = await failure(service.wrap(gcpKey, keyOf(1), {}))
    expect(failed.code).toBe('PACKAGE_MISSING')
    expect(failed.message).toContain(`npm install ${name}`)
  },
)
