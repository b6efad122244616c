import type { KeyService } from '@sopskit/core'
import { vaultKeyServiceFromEnvironment } from '@sopskit/keyservice-vault'
import { describe, expect, it } from 'vitest'
import { expectFailure, given, newDataKey, recordingServer } from '../support.ts'
import { environment, systemError } from './environment.ts'

const answer = () => given({ ciphertext: 'vault:v1:x' })
const tokenFile = '/houses/u/.vault-token'

describe('the token (HCV-004, UT-26)', () => {
  it.each([
    ['VAULT_TOKEN', { VAULT_TOKEN: 'of-variable' }, { [tokenFile]: 'of-file' }, 'of-variable'],
    [
      'the file where the variable is empty, trimmed',
      { VAULT_TOKEN: '' },
      { [tokenFile]: '  of-file \n' },
      'of-file',
    ],
    ['the file', {}, { [tokenFile]: 'of-file\n' }, 'of-file'],
    ['none where there is no file', {}, {}, undefined],
    ['none where the file is empty', {}, { [tokenFile]: '' }, undefined],
  ])('is %s', async (_, env, files, token) => {
    const server = await recordingServer(answer)
    await vaultKeyServiceFromEnvironment(environment(env, files)).wrap(
      server.key(),
      newDataKey(),
      {},
    )
    expect(server.seen[0]?.headers['x-vault-token']).toBe(token)
  })

  it('that is handed in comes first, even when it is empty', async () => {
    const server = await recordingServer(answer)
    const around = environment({ VAULT_TOKEN: 'of-variable' }, { [tokenFile]: 'of-file' })
    await vaultKeyServiceFromEnvironment(around, { token: 'of-options' }).wrap(
      server.key(),
      newDataKey(),
      {},
    )
    await vaultKeyServiceFromEnvironment(around, { token: '' }).wrap(server.key(), newDataKey(), {})
    expect(server.seen.map(({ headers }) => headers['x-vault-token'])).toEqual([
      'of-options',
      undefined,
    ])
  })

  it('of a file that cannot be read is an error, not "no token"', async () => {
    const server = await recordingServer(answer)
    for (const content of [systemError('EISDIR'), systemError('EACCES'), Uint8Array.of(0xff)]) {
      const service = vaultKeyServiceFromEnvironment(environment({}, { [tokenFile]: content }))
      await expectFailure('PERMISSION_DENIED', service.wrap(server.key(), newDataKey(), {}), [
        '/secret/place',
      ])
    }
    expect(server.seen).toEqual([])
  })

  it('is read again for every call, and not before the first', async () => {
    const server = await recordingServer(answer)
    let reads = 0
    const readFile = () => Promise.resolve(new TextEncoder().encode(`token-${++reads}`))
    const service = vaultKeyServiceFromEnvironment({ ...environment({}), readFile })
    expect(reads).toBe(0)
    await service.wrap(server.key(), newDataKey(), {})
    await service.wrap(server.key(), newDataKey(), {})
    expect(server.seen.map(({ headers }) => headers['x-vault-token'])).toEqual([
      'token-1',
      'token-2',
    ])
  })
})

describe('address and namespace (HCV-005)', () => {
  it('VAULT_ADDR and VAULT_AGENT_ADDR are ignored, VAULT_NAMESPACE is sent', async () => {
    const server = await recordingServer(answer)
    const other = await recordingServer(answer)
    const env = {
      VAULT_ADDR: other.address,
      VAULT_AGENT_ADDR: other.address,
      VAULT_NAMESPACE: 'ns1/',
    }
    await vaultKeyServiceFromEnvironment(environment(env)).wrap(server.key(), newDataKey(), {})
    expect(server.seen[0]?.headers['x-vault-namespace']).toBe('ns1/')
    expect(other.seen).toEqual([])
  })
})

describe('SOPS_HC_VAULT_ALLOWLIST (HCV-006, UT-26)', () => {
  const address = 'https://vault.example:8200'
  /** A service over this list, and how many requests it sent. */
  function listed(allowlist: string): { service: KeyService; sent: () => number } {
    let sent = 0
    const data = { ciphertext: 'c', plaintext: 'A'.repeat(32) }
    const client = () => {
      sent += 1
      return Promise.resolve({ status: 200, body: JSON.stringify({ data }) })
    }
    const around = environment({ SOPS_HC_VAULT_ALLOWLIST: allowlist })
    return { service: vaultKeyServiceFromEnvironment(around, { client }), sent: () => sent }
  }

  it.each([
    ['', address],
    ['all', address],
    ['https://vault.example:8200', address],
    ['https://vault.example:8200/', address],
    ['x, https://vault.example:8200 ', address],
    ['https://vault.example:8200', `${address}/`],
    ['https://vault.example:8200', `${address}/below`],
    ['none,https://vault.example:8200', address],
  ] as const)('%j lets %s through', async (allowlist, vaultAddress) => {
    const { service, sent } = listed(allowlist)
    const key = { type: 'hc_vault', vaultAddress, enginePath: 'transit', keyName: 'dev' } as const
    expect(await service.wrap(key, newDataKey(), {})).toBe('c')
    expect(await service.unwrap(key, 'c', {})).toHaveLength(24)
    expect(sent()).toBe(2)
  })

  it.each([
    ['none', address],
    [' all', address],
    ['ALL', address],
    ['all,x', address],
    ['none ', address],
    ['https://vault.example:820', address],
    ['https://vault.example', address],
    ['http://vault.example:8200', address],
    ['https://vault.example:8200/v1', address],
    ['https://vault.example:8200//', address],
    ['https://vault.example:8200', 'https://u:p@vault.example:8200'],
    ['https://vault.example', 'https://vault.example.evil.example'],
    ['HTTPS://vault.example:8200', address],
  ] as const)('%j holds %s back, before anything is sent', async (allowlist, vaultAddress) => {
    const { service, sent } = listed(allowlist)
    const key = { type: 'hc_vault', vaultAddress, enginePath: 'transit', keyName: 'dev' } as const
    const error = await expectFailure('PERMISSION_DENIED', service.wrap(key, newDataKey(), {}), [
      'u:p@',
    ])
    expect(error.message).toContain('SOPS_HC_VAULT_ALLOWLIST')
    await expectFailure('PERMISSION_DENIED', service.unwrap(key, 'c', {}), ['u:p@'])
    expect(sent()).toBe(0)
  })

  it.each([' ', 'a,,b', 'https://vault.example,', ','])(
    '%j has an empty entry',
    async (allowlist) => {
      const server = await recordingServer(answer)
      const service = vaultKeyServiceFromEnvironment(
        environment({ SOPS_HC_VAULT_ALLOWLIST: allowlist }),
      )
      const error = await expectFailure(
        'INVALID_OPTION',
        service.wrap(server.key(), newDataKey(), {}),
      )
      expect(error.message).toContain('is empty')
      expect(server.seen).toEqual([])
    },
  )
})

describe('variables that say nothing understandable', () => {
  it.each([
    ['VAULT_SKIP_VERIFY', 'yes'],
    ['VAULT_MAX_RETRIES', 'many'],
    ['VAULT_MAX_RETRIES', '-1'],
    ['VAULT_CLIENT_TIMEOUT', 'soon'],
    ['VAULT_CLIENT_TIMEOUT', '2weeks'],
    ['VAULT_CLIENT_TIMEOUT', '-2'],
    ['VAULT_PROXY_ADDR', '127.0.0.1:3128'],
    ['VAULT_HTTP_PROXY', 'socks5://127.0.0.1:1080'],
    ['VAULT_CACERT', '/nowhere'],
    ['VAULT_CAPATH', '/nowhere'],
  ])('%s=%s is INVALID_OPTION', async (name, value) => {
    const server = await recordingServer(answer)
    const service = vaultKeyServiceFromEnvironment(environment({ [name]: value }))
    const error = await expectFailure(
      'INVALID_OPTION',
      service.wrap(server.key(), newDataKey(), {}),
      [value],
    )
    expect(error.message).toContain(name)
    expect(server.seen).toEqual([])
  })
})

describe('VAULT_CLIENT_TIMEOUT', () => {
  it.each(['0.05s', '50ms', '0.03s20ms'])('%s ends a call that hangs', async (timeout) => {
    const server = await recordingServer(() => undefined)
    const service = vaultKeyServiceFromEnvironment(environment({ VAULT_CLIENT_TIMEOUT: timeout }))
    const error = await expectFailure(
      'SERVICE_UNAVAILABLE',
      service.wrap(server.key(), newDataKey(), {}),
    )
    expect(error.message).toContain('0.05 s')
  })

  it.each(['0', '30', '1m30s', ''])('%j lets a call through', async (timeout) => {
    const server = await recordingServer(answer)
    const service = vaultKeyServiceFromEnvironment(environment({ VAULT_CLIENT_TIMEOUT: timeout }))
    expect(await service.wrap(server.key(), newDataKey(), {})).toBe('vault:v1:x')
  })
})

it('VAULT_MAX_RETRIES says how many further attempts there are', async () => {
  const server = await recordingServer(() => ({ status: 500, body: '' }))
  const around = environment({ VAULT_MAX_RETRIES: '1' })
  const service = vaultKeyServiceFromEnvironment(around, { retryWaitMs: 1 })
  await expectFailure('SERVICE_UNAVAILABLE', service.wrap(server.key(), newDataKey(), {}))
  expect(server.seen).toHaveLength(2)
})
