import { createServer } from 'node:http'
import { createServer as createHttps } from 'node:https'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { vaultKeyServiceFromEnvironment } from '@sopskit/keyservice-vault'
import { describe, expect, it, onTestFinished } from 'vitest'
import { proxyFromEnvironment } from '../../src/environment/proxy-from-environment.ts'
import { expectFailure, given, newDataKey, recordingServer } from '../support.ts'
import { environment, testPem } from './environment.ts'

const answer = () => given({ ciphertext: 'vault:v1:x' })
const key = { type: 'hc_vault', enginePath: 'transit', keyName: 'dev' } as const

/** A proxy that leads every tunnel to one port of this machine, and records what it was asked for. */
async function tunnelProxy(port: string, status = 200): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = []
  const proxy = createServer()
  proxy.on('connect', (request, socket) => {
    asked.push(`${request.url ?? ''} ${request.headers['proxy-authorization'] ?? ''}`)
    socket.write(`HTTP/1.1 ${status} X\r\n\r\n`)
    if (status !== 200) return void socket.end()
    const upstream = connect(Number(port), '127.0.0.1')
    upstream.on('error', () => undefined)
    socket.on('error', () => undefined)
    socket.pipe(upstream).pipe(socket)
  })
  await new Promise<void>((resolve) => {
    proxy.listen(0, '127.0.0.1', resolve)
  })
  onTestFinished(() => {
    proxy.closeAllConnections()
    proxy.close()
  })
  return { url: `http://u:p%20w@127.0.0.1:${(proxy.address() as AddressInfo).port}`, asked }
}

describe('a proxy (HCV-005)', () => {
  it.each(['VAULT_PROXY_ADDR', 'VAULT_HTTP_PROXY'])(
    'of %s gets plain requests even for this machine',
    async (name) => {
      const proxy = await recordingServer(answer)
      const around = environment({
        [name]: proxy.address.replace('//', '//u:p@'),
        NO_PROXY: '*',
        VAULT_TOKEN: 't',
      })
      const vaultAddress = 'http://127.0.0.1:1'
      await vaultKeyServiceFromEnvironment(around).wrap({ ...key, vaultAddress }, newDataKey(), {})
      expect(proxy.seen[0]).toMatchObject({
        method: 'PUT',
        url: 'http://127.0.0.1:1/v1/transit/encrypt/dev',
        headers: { host: '127.0.0.1:1', 'x-vault-token': 't', 'proxy-authorization': 'Basic dTpw' },
      })
    },
  )

  it('tunnels requests over TLS, which end at the server', async () => {
    const options = { cert: testPem('named'), key: testPem('named-key') }
    const server = await recordingServer(answer, (listener) => createHttps(options, listener))
    const proxy = await tunnelProxy(new URL(server.address).port)
    const around = environment(
      { HTTPS_PROXY: proxy.url, VAULT_CACERT: '/ca', VAULT_TOKEN: 't' },
      { '/ca': testPem('ca') },
    )
    const service = vaultKeyServiceFromEnvironment(around)
    expect(
      await service.wrap({ ...key, vaultAddress: 'https://vault.test' }, newDataKey(), {}),
    ).toBe('vault:v1:x')
    expect(proxy.asked).toEqual([`vault.test:443 Basic ${Buffer.from('u:p w').toString('base64')}`])
    expect(server.seen[0]).toMatchObject({
      url: '/v1/transit/encrypt/dev',
      headers: { host: 'vault.test', 'x-vault-token': 't' },
    })
    expect(server.seen[0]?.headers).not.toHaveProperty('proxy-authorization')
    const other = service.wrap({ ...key, vaultAddress: 'https://other.test' }, newDataKey(), {})
    await expectFailure('SERVICE_UNAVAILABLE', other, ['p w', 'p%20w'])
    expect(server.seen).toHaveLength(1)
  })

  it('that refuses is named, its login is not', async () => {
    const proxy = await tunnelProxy('1', 407)
    const service = vaultKeyServiceFromEnvironment(environment({ HTTPS_PROXY: proxy.url }))
    const error = await expectFailure(
      'SERVICE_UNAVAILABLE',
      service.wrap({ ...key, vaultAddress: 'https://vault.test' }, newDataKey(), {}),
      ['p%20w'],
    )
    expect(error.message).toContain('proxy')
  })
})

describe('which requests go through a proxy', () => {
  const proxies = { HTTP_PROXY: 'plain.test:1', HTTPS_PROXY: 'http://secure.test:2' }
  it.each([
    [{}, 'http://vault.test', undefined],
    [proxies, 'http://vault.test', 'http://plain.test:1/'],
    [proxies, 'https://vault.test', 'http://secure.test:2/'],
    [{ https_proxy: 'http://lower.test:3' }, 'https://vault.test', 'http://lower.test:3/'],
    [proxies, 'http://localhost:8200', undefined],
    [proxies, 'http://127.1.2.3', undefined],
    [proxies, 'https://[::1]:8200', undefined],
    [{ ...proxies, NO_PROXY: '*' }, 'http://vault.test', undefined],
    [{ ...proxies, NO_PROXY: 'a.test, Vault.test' }, 'http://vault.test', undefined],
    [{ ...proxies, no_proxy: 'test' }, 'http://vault.test', undefined],
    [{ ...proxies, NO_PROXY: 'ault.test' }, 'http://vault.test', 'http://plain.test:1/'],
    [{ ...proxies, NO_PROXY: '.vault.test' }, 'http://vault.test', 'http://plain.test:1/'],
    [{ ...proxies, NO_PROXY: '.vault.test' }, 'http://a.vault.test', undefined],
    [{ ...proxies, NO_PROXY: '*.test' }, 'http://vault.test', undefined],
    [{ ...proxies, NO_PROXY: 'vault.test:8200' }, 'http://vault.test:8200', undefined],
    [{ ...proxies, NO_PROXY: 'vault.test:8200' }, 'http://vault.test', 'http://plain.test:1/'],
    [{ ...proxies, NO_PROXY: 'vault.test:443' }, 'https://vault.test', undefined],
    [{ ...proxies, NO_PROXY: '10.0.0.0/8' }, 'http://10.1.2.3', undefined],
    [{ ...proxies, NO_PROXY: '10.0.0.0/8' }, 'http://11.1.2.3', 'http://plain.test:1/'],
    [{ ...proxies, NO_PROXY: '10.0.0.0/99, x/8' }, 'http://10.1.2.3', 'http://plain.test:1/'],
    [{ ...proxies, NO_PROXY: 'fd00::/8' }, 'http://[fd00::1]', undefined],
    [{ ...proxies, NO_PROXY: 'fd00::1' }, 'http://[fd00::1]:8200', undefined],
    [{ ...proxies, NO_PROXY: '10.1.2.3' }, 'http://10.1.2.3:99', undefined],
    [
      { ...proxies, VAULT_PROXY_ADDR: 'http://vault-proxy.test' },
      'http://localhost',
      'http://vault-proxy.test/',
    ],
  ])('%o and %s', (env, url, proxy) => {
    expect(proxyFromEnvironment(env)(new URL(url))?.href).toBe(proxy)
  })
})
