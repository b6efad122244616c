import { createServer } from 'node:https'
import { vaultKeyService, vaultKeyServiceFromEnvironment } from '@sopskit/keyservice-vault'
import { describe, expect, it } from 'vitest'
import {
  expectFailure,
  given,
  newDataKey,
  recordingServer,
  type RecordingServer,
} from '../support.ts'
import { environment, testPem } from './environment.ts'

const files = {
  '/ca.pem': testPem('ca'),
  '/folder/below/ca.pem': testPem('ca'),
  '/mixed/ca.pem': testPem('ca'),
  '/mixed/readme.txt': 'no certificate',
  '/client.pem': testPem('client'),
  '/client-key.pem': testPem('client-key'),
  '/server-key.pem': testPem('server-key'),
}

function secureServer(name: 'server' | 'named', asksForClient = false): Promise<RecordingServer> {
  const options = {
    cert: testPem(name),
    key: testPem(`${name}-key`),
    ...(asksForClient ? { ca: testPem('ca'), requestCert: true, rejectUnauthorized: true } : {}),
  }
  return recordingServer(
    () => given({ ciphertext: 'vault:v1:x' }),
    (listener) => createServer(options, listener),
  )
}

function wrapWith(
  env: Readonly<Record<string, string>>,
  server: RecordingServer,
): Promise<unknown> {
  const service = vaultKeyServiceFromEnvironment(
    environment({ VAULT_TOKEN: 'the-token', ...env }, files),
  )
  return service.wrap(server.key(), newDataKey(), {})
}

describe('the certificate of the server (HCV-005)', () => {
  it.each([
    [{ VAULT_CACERT: '/ca.pem' }],
    [{ VAULT_CAPATH: '/folder' }],
    [{ VAULT_CACERT_BYTES: testPem('ca') }],
    [{ VAULT_CACERT: '/ca.pem', VAULT_CAPATH: '/nowhere' }],
    [{ VAULT_SKIP_VERIFY: 'true' }],
    [{ VAULT_SKIP_VERIFY: 'T' }],
  ])('is trusted with %o', async (env) => {
    expect(await wrapWith(env, await secureServer('server'))).toBe('vault:v1:x')
  })

  it.each([[{}], [{ VAULT_SKIP_VERIFY: '0' }], [{ VAULT_CACERT: '/client.pem' }]])(
    'is not trusted with %o, and nothing is sent',
    async (env) => {
      const server = await secureServer('server')
      const error = await expectFailure('SERVICE_UNAVAILABLE', wrapWith(env, server), ['the-token'])
      expect(error.message).toContain('VAULT_CACERT')
      expect(server.seen).toEqual([])
    },
  )

  it('must hold the name of the address, or that of VAULT_TLS_SERVER_NAME', async () => {
    const server = await secureServer('named')
    await expectFailure('SERVICE_UNAVAILABLE', wrapWith({ VAULT_CACERT: '/ca.pem' }, server))
    expect(server.seen).toEqual([])
    const env = { VAULT_CACERT: '/ca.pem', VAULT_TLS_SERVER_NAME: 'vault.test' }
    expect(await wrapWith(env, server)).toBe('vault:v1:x')
  })

  it('is not judged by authorities that are none', async () => {
    const server = await secureServer('server')
    await expectFailure('INVALID_OPTION', wrapWith({ VAULT_CACERT: '/mixed/readme.txt' }, server))
    await expectFailure('INVALID_OPTION', wrapWith({ VAULT_CAPATH: '/mixed' }, server))
    expect(server.seen).toEqual([])
  })
})

it('a certificate is checked where nothing is said about it', async () => {
  const server = await secureServer('server')
  for (const options of [{}, { tls: {} }, { tls: { skipVerify: false } }]) {
    const service = vaultKeyService({ token: 'the-token', ...options })
    await expectFailure('SERVICE_UNAVAILABLE', service.wrap(server.key(), newDataKey(), {}))
  }
  expect(server.seen).toEqual([])
  const service = vaultKeyService({ tls: { ca: [testPem('ca')] } })
  expect(await service.wrap(server.key(), newDataKey(), {})).toBe('vault:v1:x')
})

describe('our own certificate (HCV-005)', () => {
  const own = {
    VAULT_CACERT: '/ca.pem',
    VAULT_CLIENT_CERT: '/client.pem',
    VAULT_CLIENT_KEY: '/client-key.pem',
  }

  it('is shown to a server that asks for it', async () => {
    expect(await wrapWith(own, await secureServer('server', true))).toBe('vault:v1:x')
    await expectFailure(
      'SERVICE_UNAVAILABLE',
      wrapWith({ VAULT_CACERT: '/ca.pem' }, await secureServer('server', true)),
    )
  })

  it('needs its key', async () => {
    const server = await secureServer('server', true)
    await expectFailure('INVALID_OPTION', wrapWith({ VAULT_CLIENT_CERT: '/client.pem' }, server))
    await expectFailure('INVALID_OPTION', wrapWith({ VAULT_CLIENT_KEY: '/client-key.pem' }, server))
    await expectFailure(
      'INVALID_IDENTITY',
      wrapWith({ ...own, VAULT_CLIENT_KEY: '/nowhere' }, server),
    )
    await expectFailure(
      'INVALID_IDENTITY',
      wrapWith({ ...own, VAULT_CLIENT_KEY: '/server-key.pem' }, server),
    )
    await expectFailure(
      'INVALID_IDENTITY',
      wrapWith({ ...own, VAULT_CLIENT_KEY: '/ca.pem' }, server),
    )
    expect(server.seen).toEqual([])
  })
})
