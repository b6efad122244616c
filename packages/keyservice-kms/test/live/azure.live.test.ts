import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AzureKeyVaultMasterKey, KeyService } from '@sopskit/core'
import type { Peers } from '@sopskit/test-vectors'
import { keyServiceTestCount, testKeyService, startPeers } from '@sopskit/test-vectors'
import { decrypt, encrypt } from '../../../sopskit/src/index.ts'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { failure } from '../azure/support.ts'
import { ServiceProcess } from '../support/service-process.ts'
import { plain, realSops } from '../support/sops.ts'

type Env = Readonly<Record<string, string>>

const vaultUrl = 'https://lab.vault.azure.net'
const dataKey: Uint8Array = Uint8Array.from({ length: 32 }, (_, index) => index)

// A Key Vault with Microsoft's wire types behind an HTTPS proxy, and the real sops: both ask the addresses
// of production, and both check the certificate and the challenge.
let peers: Peers
let folder: string
let proxied: Env
let direct: string
let principal: Env
let workload: Env
let managed: Env
let key: AzureKeyVaultMasterKey
const processes: ServiceProcess[] = []

beforeAll(async () => {
  peers = await startPeers('azurekv')
  folder = await mkdtemp(join(tmpdir(), 'sopskit-azure-'))
  const env = peers.envOf('azurekv')
  const of = (name: string): string => env[name] ?? ''
  proxied = {
    SSL_CERT_FILE: of('SSL_CERT_FILE'),
    NODE_EXTRA_CA_CERTS: of('NODE_EXTRA_CA_CERTS'),
    HTTPS_PROXY: of('HTTPS_PROXY'),
    HOME: folder,
  }
  direct = of('PEERS_AZUREKV_URL')
  const ids = { AZURE_TENANT_ID: of('AZURE_TENANT_ID'), AZURE_CLIENT_ID: of('AZURE_CLIENT_ID') }
  const secret = of('AZURE_CLIENT_SECRET')
  principal = { ...ids, AZURE_CLIENT_SECRET: secret }
  await writeFile(join(folder, 'token'), secret)
  workload = { ...ids, AZURE_FEDERATED_TOKEN_FILE: join(folder, 'token') }
  managed = { IDENTITY_ENDPOINT: of('PEERS_AZUREKV_IDENTITY_ENDPOINT'), IDENTITY_HEADER: secret }
  const newest = await serviceWith(principal).complete?.(keyWithout(), {})
  if (newest?.type !== 'azure_kv') throw new Error('the lab has no key')
  key = newest
})

afterAll(async () => {
  for (const each of processes) each.stop()
  await peers.stop()
  await rm(folder, { recursive: true })
})

const keyWithout = (): AzureKeyVaultMasterKey => ({
  type: 'azure_kv',
  vaultUrl,
  name: 'lab',
  version: '',
})

/** A process for each environment, as there is one for each run of sops. */
function serviceWith(env: Env, more: Env = {}): KeyService {
  const all = { ...proxied, ...env, ...more }
  const started = new ServiceProcess(all)
  processes.push(started)
  return started.service('azure', { env: all })
}

const ways: Readonly<Record<string, () => Env>> = {
  'a client secret': () => principal,
  'a workload identity': () => workload,
  'a managed identity': () => managed,
  'a managed identity by AZURE_TOKEN_CREDENTIALS': () => ({
    ...principal,
    ...managed,
    AZURE_CLIENT_SECRET: 'a wrong one, which is not tried',
    AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential',
  }),
}

describe.each(Object.keys(ways))('with %s (AZ-005)', (name) => {
  const environment = (): Env => ways[name]?.() ?? {}

  test('what sops encrypts we decrypt, and the other way round (AZ-002)', async () => {
    const env = environment()
    const sops = realSops(folder, { ...proxied, ...env })
    const service = serviceWith(env)
    const theirs = await sops.encrypt('--azure-kv', `${vaultUrl}/keys/lab/${key.version}`)
    const read = await decrypt(theirs, { format: 'yaml', services: [service] })
    expect(read.text()).toBe(plain)
    const options = { format: 'yaml', services: [service], keyGroups: [[key]] } as const
    const ours = (await encrypt(plain, options)).text()
    expect(ours).toContain('azure_kv:')
    expect(await sops.decrypt(ours)).toBe(plain)
  })

  test('without a version, both find the same (AZ-003)', async () => {
    const env = environment()
    const sops = realSops(folder, { ...proxied, ...env })
    const service = serviceWith(env)
    const theirs = await sops.encrypt('--azure-kv', `${vaultUrl}/keys/lab`)
    expect(theirs).toContain(`version: ${key.version}`)
    const read = await decrypt(theirs, { format: 'yaml', services: [service] })
    expect(read.text()).toBe(plain)
    const options = { format: 'yaml', services: [service], keyGroups: [[keyWithout()]] } as const
    const ours = (await encrypt(plain, options)).text()
    expect(ours).toContain(`version: ${key.version}`)
    expect(await sops.decrypt(ours)).toBe(plain)
  })
})

test('a data key that was wrapped opens when the file has no version (AZ-003)', async () => {
  const service = serviceWith(principal)
  const enc = (await service.wrap(key, dataKey, {})) ?? ''
  await expect(service.unwrap(keyWithout(), enc, {})).resolves.toEqual(dataKey)
})

test('the shared checks', async () => {
  const stranger = { ...principal, AZURE_CLIENT_SECRET: 'secret-of-nobody' }
  const [service, other] = [serviceWith(principal), serviceWith(stranger)]
  const checks = testKeyService({
    service: () => service,
    key,
    foreignKey: { type: 'age', recipient: 'age1example' },
    malformedKeys: [{ ...key, vaultUrl: 'http://lab.vault.azure.net' }],
    stranger: () => other,
    secrets: ['lab-secret', 'secret-of-nobody'],
  })
  expect(checks).toHaveLength(keyServiceTestCount)
  for (const { run } of checks) await run()
})

test('tenants of one process do not share a token, wrong and right ones at the same time', async () => {
  const started = new ServiceProcess(proxied)
  onTestFinished(() => started.stop())
  const secrets = ['lab-secret', 'wrong-1', 'lab-secret', 'wrong-2']
  const results = await Promise.allSettled(
    secrets.map((AZURE_CLIENT_SECRET) => {
      const env = { ...proxied, ...principal, AZURE_CLIENT_SECRET }
      return started.service('azure', { env }).wrap(key, dataKey, {})
    }),
  )
  const outcomes = results.map((each) =>
    each.status === 'fulfilled' ? 'wrapped' : (each.reason as { code: string }).code,
  )
  expect(outcomes).toEqual(['wrapped', 'PERMISSION_DENIED', 'wrapped', 'PERMISSION_DENIED'])
})

describe('what goes wrong', () => {
  const wraps = async (service: KeyService, at: AzureKeyVaultMasterKey = key) =>
    failure(service.wrap(at, dataKey, {}))

  test('a wrong secret ends the search, though there is a managed identity (AZ-005)', async () => {
    const env = { ...principal, ...managed, AZURE_CLIENT_SECRET: 'wrong' }
    const failed = await wraps(serviceWith(env))
    expect([failed.code, failed.message.includes('AADSTS7000215')]).toEqual([
      'PERMISSION_DENIED',
      true,
    ])
    const sops = realSops(folder, { ...proxied, ...env })
    await expect(sops.encrypt('--azure-kv', `${vaultUrl}/keys/lab`)).rejects.toThrow(/Azure/)
  })

  test('a key that is not there, for wrapping and for its version', async () => {
    const service = serviceWith(principal)
    expect((await wraps(service, { ...key, name: 'other' })).code).toBe('WRAP_FAILED')
    const completed = service.complete?.({ ...keyWithout(), name: 'other' }, {})
    expect((await failure(completed)).code).toBe('WRAP_FAILED')
  })

  test('an enc that another key wrote', async () => {
    const failed = await failure(serviceWith(principal).unwrap(key, 'A'.repeat(342), {}))
    expect(failed.code).toBe('UNWRAP_FAILED')
  })

  test('a vault that asks for a token of a domain which is not its own (AZ-004)', async () => {
    const failed = await wraps(serviceWith(managed), { ...key, vaultUrl: direct })
    expect([failed.code, failed.message.includes('asked for a token')]).toEqual([
      'PERMISSION_DENIED',
      true,
    ])
  })

  test('a certificate of an authority that is not known', async () => {
    const failed = await wraps(serviceWith(principal, { NODE_EXTRA_CA_CERTS: '' }))
    expect([failed.code, failed.message.includes('certificate')]).toEqual([
      'SERVICE_UNAVAILABLE',
      true,
    ])
  })

  test('a vault that cannot be reached', async () => {
    const failed = await wraps(serviceWith(principal, { HTTPS_PROXY: 'http://127.0.0.1:1' }))
    expect(failed.code).toBe('SERVICE_UNAVAILABLE')
  })

  test('no credentials at all', async () => {
    expect((await wraps(serviceWith({ AZURE_TOKEN_CREDENTIALS: 'prod' }))).code).toBe(
      'PERMISSION_DENIED',
    )
  })
})
