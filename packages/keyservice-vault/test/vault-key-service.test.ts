import { vaultKeyService } from '@sopskit/keyservice-vault'
import { keyServiceTestCount, testKeyService } from '@sopskit/test-vectors'
import { describe, expect, it, test } from 'vitest'
import type { KeyServiceSubject } from '@sopskit/test-vectors'
import { expectFailure, given, newDataKey, recordingServer, refused, transit } from './support.ts'

const quietService = vaultKeyService()
const quick = { token: 'tenant-token', retryWaitMs: 1 }

describe('the checks that every key service passes', () => {
  const titles = testKeyService({} as KeyServiceSubject).map(({ title }) => title)

  test('are all run', () => expect(titles).toHaveLength(keyServiceTestCount))

  test.each(titles)('%s', async (title) => {
    const server = await recordingServer(transit('tenant-token'))
    const key = server.key()
    const checks = testKeyService({
      service: () => vaultKeyService(quick),
      stranger: () => vaultKeyService({ ...quick, token: 'strange-token' }),
      key,
      foreignKey: { type: 'pgp', fingerprint: 'A'.repeat(40) },
      malformedKeys: [
        { ...key, vaultAddress: '' },
        { ...key, vaultAddress: '127.0.0.1:8200' },
        { ...key, vaultAddress: 'ftp://vault.example' },
        { ...key, vaultAddress: `${key.vaultAddress}?x=1` },
        { ...key, vaultAddress: `${key.vaultAddress}#x` },
        { ...key, vaultAddress: `${key.vaultAddress}/a/../b` },
        { ...key, vaultAddress: `${key.vaultAddress}/a/%2e%2e/b` },
        { ...key, vaultAddress: `${key.vaultAddress}/a/..%2fb` },
        { ...key, vaultAddress: `${key.vaultAddress}/a/..%5Cb` },
        { ...key, vaultAddress: ' https://vault.example' },
        { ...key, vaultAddress: 'https://vault.example:99999' },
        { ...key, vaultAddress: 'https://user:pass@' },
        { ...key, enginePath: '' },
        { ...key, enginePath: 'a//b' },
        { ...key, enginePath: 'a/../b' },
        { ...key, enginePath: '/transit' },
        { ...key, keyName: '' },
        { ...key, keyName: 'a/b' },
        { ...key, keyName: '..' },
        { ...key, keyName: 'a\nb' },
        { ...key, keyName: '\ud800' },
        { ...key, keyName: 'a\u202eb' },
      ],
      secrets: ['tenant-token', 'strange-token', 'pass'],
    })
    const check = checks.find((one) => one.title === title)
    await expect(check?.run() ?? Promise.reject(new Error('no check'))).resolves.toBeUndefined()
  })
})

describe('the requests', () => {
  it('are those of sops (HCV-003, HCV-005)', async () => {
    const server = await recordingServer(transit('tenant-token'))
    const service = vaultKeyService({ ...quick, namespace: 'team/a' })
    const dataKey = newDataKey()
    const enc = (await service.wrap(server.key(), dataKey, {})) ?? ''
    expect(await service.unwrap(server.key(), enc, {})).toEqual(dataKey)
    expect(server.seen.map(({ method, url, body }) => [method, url, body])).toEqual([
      [
        'PUT',
        '/v1/transit/encrypt/dev',
        `{"plaintext":"${Buffer.from(dataKey).toString('base64')}"}`,
      ],
      ['PUT', '/v1/transit/decrypt/dev', `{"ciphertext":"${enc}"}`],
    ])
    for (const { headers } of server.seen) {
      expect(headers).toMatchObject({
        'x-vault-token': 'tenant-token',
        'x-vault-namespace': 'team/a',
        'x-vault-request': 'true',
        'content-type': 'application/json',
      })
    }
  })

  it('go to any mount path, and a percent sign is a character of a name', async () => {
    const server = await recordingServer(transit('tenant-token'))
    await vaultKeyService(quick).wrap(server.key('c%2Bd', 'a%20b/deep/down'), newDataKey(), {})
    expect(server.seen[0]?.url).toBe('/v1/a%2520b/deep/down/encrypt/c%252Bd')
  })

  it('carry the login of an address, and no error shows it (HCV-002)', async () => {
    const server = await recordingServer(() => refused(400, 'no'))
    const key = { ...server.key(), vaultAddress: server.address.replace('//', '//user:pa%20ss@') }
    await expectFailure('WRAP_FAILED', vaultKeyService(quick).wrap(key, newDataKey(), {}), [
      'pa%20ss',
      'user',
    ])
    const login = Buffer.from('user:pa ss').toString('base64')
    expect(server.seen[0]?.headers.authorization).toBe(`Basic ${login}`)
  })

  it('go below the path of an address, with or without slashes at its end', async () => {
    const server = await recordingServer(transit('tenant-token'))
    const key = { ...server.key(), vaultAddress: `${server.address}/behind/proxy//` }
    await vaultKeyService(quick).wrap(key, newDataKey(), {})
    expect(server.seen[0]?.url).toBe('/behind/proxy/v1/transit/encrypt/dev')
  })

  it('of two tenants at once never meet', async () => {
    const tenants = ['red-token', 'blue-token'].map((token) => ({ token, answer: transit(token) }))
    const server = await recordingServer((seen) => {
      const mine = tenants.find(({ token }) => token === seen.headers['x-vault-token'])
      return mine?.answer(seen) ?? refused(403)
    })
    const services = tenants.map(({ token }) =>
      vaultKeyService({ ...quick, token, namespace: `of-${token}` }),
    )
    const dataKeys = Array.from({ length: 10 }, newDataKey)
    const encs = await Promise.all(
      services.flatMap((service) =>
        dataKeys.map((dataKey) => service.wrap(server.key(), dataKey, {})),
      ),
    )
    const [red = quietService, blue = quietService] = services
    const backs = await Promise.all(
      encs.map(async (enc, index) => (index < 10 ? red : blue).unwrap(server.key(), enc ?? '', {})),
    )
    expect(backs).toEqual([...dataKeys, ...dataKeys])
    await expectFailure('UNWRAP_FAILED', blue.unwrap(server.key(), encs[0] ?? '', {}))
    expect(server.seen).toHaveLength(41)
    for (const { headers } of server.seen) {
      expect(headers['x-vault-namespace']).toBe(`of-${String(headers['x-vault-token'])}`)
    }
  })

  it('can be sent by a client that is handed in', async () => {
    const urls: string[] = []
    const service = vaultKeyService({
      token: 't',
      client: (request) => {
        urls.push(`${request.method} ${request.url} ${request.headers['X-Vault-Token'] ?? ''}`)
        return Promise.resolve({ status: 200, body: '{"data":{"ciphertext":"vault:v1:x"}}' })
      },
    })
    const key = {
      type: 'hc_vault',
      vaultAddress: 'https://v.example',
      enginePath: 'e',
      keyName: 'k',
    } as const
    expect(await service.wrap(key, newDataKey(), {})).toBe('vault:v1:x')
    expect(urls).toEqual(['PUT https://v.example/v1/e/encrypt/k t'])
  })

  it('do not depend on the environment of the process', async () => {
    const server = await recordingServer(() => given({ ciphertext: 'vault:v1:x' }))
    const before = { ...process.env }
    Object.assign(process.env, {
      VAULT_ADDR: 'http://127.0.0.1:1',
      VAULT_TOKEN: 'leaked-token',
      VAULT_NAMESPACE: 'leaked',
      VAULT_PREFIX: '/leaked',
      HTTP_PROXY: 'http://127.0.0.1:1',
      http_proxy: 'http://127.0.0.1:1',
    })
    try {
      await vaultKeyService().wrap(server.key(), newDataKey(), {})
    } finally {
      process.env = before
    }
    expect(server.seen[0]?.url).toBe('/v1/transit/encrypt/dev')
    expect(JSON.stringify(server.seen[0]?.headers)).not.toMatch(/leaked|vault-token|namespace/)
  })
})

describe('redirects', () => {
  it.each([301, 302, 303, 307, 308])(
    '%i is not followed, so the token goes nowhere',
    async (status) => {
      const other = await recordingServer(transit('tenant-token'))
      const server = await recordingServer(() => ({
        status,
        body: '',
        location: `${other.address}/v1/transit/encrypt/dev`,
      }))
      const error = await expectFailure(
        'WRAP_FAILED',
        vaultKeyService(quick).wrap(server.key(), newDataKey(), {}),
      )
      expect(error.message).toContain('redirect')
      expect(server.seen).toHaveLength(1)
      expect(other.seen).toEqual([])
    },
  )
})

describe('options that cannot be', () => {
  it.each([
    { deadlineMs: 0 },
    { deadlineMs: Number.NaN },
    { maxRetries: -1 },
    { retryWaitMs: Infinity },
    { tls: { cert: 'x' } },
    { tls: { key: 'x' } },
  ])('%o is INVALID_OPTION', async (options) => {
    await expectFailure(
      'INVALID_OPTION',
      Promise.resolve().then(() => vaultKeyService(options)),
    )
  })
})

it.each(['line\nbreak', 'nul\0', 'smile\u{1f600}'])(
  'a token that no header can hold is refused: %j',
  async (token) => {
    const server = await recordingServer(() => refused(403))
    await expectFailure(
      'PERMISSION_DENIED',
      vaultKeyService({ token }).wrap(server.key(), newDataKey(), {}),
      [token],
    )
    await expectFailure(
      'PERMISSION_DENIED',
      vaultKeyService({ namespace: token }).wrap(server.key(), newDataKey(), {}),
    )
    expect(server.seen).toEqual([])
  },
)
