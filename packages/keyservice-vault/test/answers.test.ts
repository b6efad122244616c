import { SopsError } from '@sopskit/core'
import { createServer as createTcp } from 'node:net'
import type { AddressInfo } from 'node:net'
import { vaultKeyService } from '@sopskit/keyservice-vault'
import { describe, expect, it, onTestFinished } from 'vitest'
import { expectFailure, given, newDataKey, recordingServer, refused, transit } from './support.ts'

const token = 'secret-token'
const service = vaultKeyService({ token, retryWaitMs: 1 })
const enc = 'vault:v1:c2VjcmV0LWNpcGhlcnRleHQ='
const secrets = [token, enc, 'boom-text']

describe('a server that refuses', () => {
  it.each([
    [401, 'boom-text', 'PERMISSION_DENIED', 'refused the token', 1],
    [403, 'permission denied', 'PERMISSION_DENIED', 'refused the token', 1],
    [404, 'no handler for route boom-text', 'UNWRAP_FAILED', 'no transit engine', 1],
    [400, 'encryption key not found', 'UNWRAP_FAILED', 'no such key', 1],
    [
      400,
      'ciphertext or signature version is disallowed by policy (too old)',
      'UNWRAP_FAILED',
      'min_decryption_version',
      1,
    ],
    [400, 'invalid ciphertext: boom-text', 'UNWRAP_FAILED', 'cannot open', 1],
    [400, 'boom-text', 'UNWRAP_FAILED', 'refused the request', 1],
    [501, 'boom-text', 'SERVICE_UNAVAILABLE', 'cannot answer now', 1],
    [503, 'Vault is sealed', 'SERVICE_UNAVAILABLE', 'sealed', 3],
    [500, 'boom-text', 'SERVICE_UNAVAILABLE', 'cannot answer now', 3],
    [500, 'cipher: message authentication failed', 'UNWRAP_FAILED', 'cannot open', 3],
    [429, 'boom-text', 'SERVICE_UNAVAILABLE', 'cannot answer now', 3],
    [412, 'boom-text', 'SERVICE_UNAVAILABLE', 'cannot answer now', 3],
  ] as const)('with %i "%s" is %s', async (status, text, code, says, attempts) => {
    const server = await recordingServer(() => refused(status, text))
    const error = await expectFailure(code, service.unwrap(server.key(), enc, {}), secrets)
    expect(error.message).toContain(says)
    expect(error.message).toContain(`${server.address}/v1/transit/keys/dev`)
    expect(error.message).toContain(`HTTP ${status}`)
    expect(server.seen).toHaveLength(attempts)
  })

  it('and was sent no token is told that there is none', async () => {
    const server = await recordingServer(transit(token))
    const error = await expectFailure(
      'PERMISSION_DENIED',
      vaultKeyService().unwrap(server.key(), enc, {}),
    )
    expect(error.message).toContain('VAULT_TOKEN')
    expect(server.seen[0]?.headers).not.toHaveProperty('x-vault-token')
  })

  it('and then recovers gets further attempts', async () => {
    const answer = transit(token)
    let calls = 0
    const server = await recordingServer((seen) =>
      ++calls % 3 === 0 ? answer(seen) : refused(503),
    )
    const dataKey = newDataKey()
    const wrapped = (await service.wrap(server.key(), dataKey, {})) ?? ''
    expect(await service.unwrap(server.key(), wrapped, {})).toEqual(dataKey)
    expect(server.seen).toHaveLength(6)
  })
})

describe('an answer that is none (HCV-007)', () => {
  it.each([
    ['', 'without data'],
    ['not json boom-text', 'not JSON'],
    ['[]', 'without data'],
    ['null', 'without data'],
    ['"boom-text"', 'without data'],
    ['{"data":null}', 'without data'],
    ['{"data":{}}', 'without a plaintext'],
    ['{"data":[]}', 'without a plaintext'],
    ['{"data":{"plaintext":null}}', 'without a plaintext'],
    ['{"data":{"plaintext":5}}', 'is no text'],
    ['{"data":{"plaintext":["QUFB"]}}', 'is no text'],
    ['{"data":{"plaintext":"!boom-text"}}', 'not base64'],
    ['{"data":{"plaintext":"QUFBQQ"}}', 'not base64'],
    ['{"data":{"plaintext":""}}', '0 bytes'],
    ['{"data":{"plaintext":"QUFB"}}', '3 bytes'],
    [`{"data":{"plaintext":"${'A'.repeat(64)}"}}`, '48 bytes'],
    ['{"data":{"__proto__":{"plaintext":"QUFB"}}}', 'without a plaintext'],
  ])('to unwrap: %j', async (body, says) => {
    const server = await recordingServer(() => ({ status: 200, body }))
    const error = await expectFailure(
      'UNWRAP_FAILED',
      service.unwrap(server.key(), enc, {}),
      secrets,
    )
    expect(error.message).toContain(says)
  })

  it.each([
    ['', 'without data'],
    ['{', 'not JSON'],
    ['{"data":{}}', 'without a ciphertext'],
    ['{"data":{"ciphertext":5}}', 'is no text'],
    ['{"data":{"ciphertext":""}}', 'no ciphertext'],
    ['{"data":{"ciphertext":"a\\u0000b"}}', 'not printable'],
  ])('to wrap: %j (KEY-009)', async (body, says) => {
    const server = await recordingServer(() => ({ status: 200, body }))
    const error = await expectFailure(
      'WRAP_FAILED',
      service.wrap(server.key(), newDataKey(), {}),
      secrets,
    )
    expect(error.message).toContain(says)
  })

  it('with status 204', async () => {
    const server = await recordingServer(() => ({ status: 204, body: '' }))
    await expectFailure('WRAP_FAILED', service.wrap(server.key(), newDataKey(), {}))
  })

  it('with an answer that has no end', async () => {
    const server = await recordingServer(() => ({ status: 200, body: 'x'.repeat(2 ** 20 + 1) }))
    const error = await expectFailure(
      'SERVICE_UNAVAILABLE',
      service.wrap(server.key(), newDataKey(), {}),
    )
    expect(error.message).toContain('ERR_ANSWER_TOO_LONG')
  })
})

describe('a server that does not answer', () => {
  it('because nothing listens there', async () => {
    const server = await recordingServer(() => given({}))
    const key = { ...server.key(), vaultAddress: 'http://127.0.0.1:1' }
    const error = await expectFailure(
      'SERVICE_UNAVAILABLE',
      service.wrap(key, newDataKey(), {}),
      secrets,
    )
    expect(error.message).toContain('ECONNREFUSED')
  })

  it('but hangs ends with the deadline', async () => {
    const server = await recordingServer(() => undefined)
    const impatient = vaultKeyService({ token, deadlineMs: 50 })
    const error = await expectFailure(
      'SERVICE_UNAVAILABLE',
      impatient.wrap(server.key(), newDataKey(), {}),
      secrets,
    )
    expect(error.message).toContain('0.05 s')
    expect(server.seen).toHaveLength(1)
  })

  it('but hangs ends when the caller aborts', async () => {
    const controller = new AbortController()
    const server = await recordingServer(() => {
      controller.abort()
      return undefined
    })
    await expectFailure(
      'ABORTED',
      service.unwrap(server.key(), enc, { signal: controller.signal }),
      secrets,
    )
  })

  it('but hangs up', async () => {
    let connections = 0
    const server = createTcp((socket) => {
      connections += 1
      socket.destroy()
    })
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    onTestFinished(() => void server.close())
    const vaultAddress = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const key = { type: 'hc_vault', vaultAddress, enginePath: 'transit', keyName: 'dev' } as const
    await expectFailure('SERVICE_UNAVAILABLE', service.wrap(key, newDataKey(), {}), secrets)
    expect(connections).toBe(3)
  })
})

it('an error of ours is passed on, and nothing is tried again', async () => {
  let calls = 0
  const client = () => {
    calls += 1
    return Promise.reject(new SopsError('INVALID_IDENTITY', 'our own certificate'))
  }
  const key = { type: 'hc_vault', vaultAddress: 'http://v', enginePath: 'e', keyName: 'k' } as const
  const failing = vaultKeyService({ client, retryWaitMs: 1 })
  await expectFailure('INVALID_IDENTITY', failing.wrap(key, newDataKey(), {}))
  expect(calls).toBe(1)
})
