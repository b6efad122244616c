import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { GcpKmsMasterKey, KeyService } from '@sopskit/core'
import type { Peers } from '@sopskit/test-vectors'
import { keyServiceTestCount, testKeyService, startPeers } from '@sopskit/test-vectors'
import { decrypt, encrypt } from '../../../sopskit/src/index.ts'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { failure } from '../gcp/support.ts'
import { ServiceProcess } from '../support/service-process.ts'
import { plain, realSops } from '../support/sops.ts'

type Env = Readonly<Record<string, string>>

// A Cloud KMS of Google's own generated types, which checks tokens and checksums, and the real sops.
let peers: Peers
let folder: string
let ca: string
let account: string
let endpoint: string
let plainUrl: string
let key: GcpKmsMasterKey
let services: ServiceProcess

beforeAll(async () => {
  peers = await startPeers('gcpkms')
  folder = await mkdtemp(join(tmpdir(), 'sopskit-gcp-'))
  const env = peers.envOf('gcpkms')
  ca = env['SSL_CERT_FILE'] ?? ''
  account = env['GOOGLE_CREDENTIALS'] ?? ''
  endpoint = env['SOPS_GCP_KMS_ENDPOINT'] ?? ''
  plainUrl = env['PEERS_GCPKMS_URL'] ?? ''
  key = { type: 'gcp_kms', resourceId: env['PEERS_GCPKMS_KEY'] ?? '' }
  services = new ServiceProcess({ NODE_EXTRA_CA_CERTS: ca })
  const gcloud = join(folder, '.config', 'gcloud', 'application_default_credentials.json')
  await mkdir(dirname(gcloud), { recursive: true })
  await writeFile(gcloud, await readFile(account))
})

afterAll(async () => {
  services.stop()
  await peers.stop()
  await rm(folder, { recursive: true })
})

const transports = {
  gRPC: () => ({ SOPS_GCP_KMS_ENDPOINT: endpoint }),
  REST: () => ({ SOPS_GCP_KMS_ENDPOINT: `https://${endpoint}`, SOPS_GCP_KMS_CLIENT_TYPE: 'rest' }),
  'REST without TLS': () => ({
    SOPS_GCP_KMS_ENDPOINT: plainUrl,
    SOPS_GCP_KMS_CLIENT_TYPE: 'rest',
  }),
} satisfies Readonly<Record<string, () => Env>>

const credentials: Readonly<Record<string, () => Promise<Env>>> = {
  'an access token': async () => ({ GOOGLE_OAUTH_ACCESS_TOKEN: 'lab-token' }),
  'a path in GOOGLE_CREDENTIALS': async () => ({ GOOGLE_CREDENTIALS: account }),
  'JSON in GOOGLE_CREDENTIALS': async () => ({
    GOOGLE_CREDENTIALS: await readFile(account, 'utf8'),
  }),
  'the file of the application': async () => ({ GOOGLE_APPLICATION_CREDENTIALS: account }),
  'the file of gcloud': async () => ({ HOME: folder }),
}

const cases = Object.keys(transports).flatMap((transport) =>
  Object.keys(credentials).map((name) => ({ transport, name })),
)

describe.each(cases)('over $transport with $name (GCP-003, GCP-004)', ({ transport, name }) => {
  const environment = async (): Promise<Env> => ({
    ...transports[transport as keyof typeof transports](),
    ...(await credentials[name]?.()),
  })

  test('what sops encrypts we decrypt, and the other way round', async () => {
    const env = await environment()
    const sops = realSops(folder, { ...env, SSL_CERT_FILE: ca })
    const service = services.service('gcp', { env })
    const theirs = await sops.encrypt('--gcp-kms', key.resourceId)
    const read = await decrypt(theirs, { format: 'yaml', services: [service] })
    expect(read.text()).toBe(plain)
    const options = { format: 'yaml', services: [service], keyGroups: [[key]] } as const
    const ours = (await encrypt(plain, options)).text()
    expect(ours).toContain('gcp_kms:')
    expect(await sops.decrypt(ours)).toBe(plain)
  })
})

test('there are 15 ways to connect', () => {
  expect(cases).toHaveLength(15)
})

describe.each(['gRPC', 'REST'] as const)('what every key service must do, over %s', (transport) => {
  const make = (token: string): KeyService =>
    services.service('gcp', {
      env: { ...transports[transport](), GOOGLE_OAUTH_ACCESS_TOKEN: token },
    })

  test('the shared checks', async () => {
    const checks = testKeyService({
      service: () => make('lab-token'),
      key,
      foreignKey: { type: 'age', recipient: 'age1example' },
      malformedKeys: [{ ...key, resourceId: `${key.resourceId}/cryptoKeyVersions/1` }],
      stranger: () => make('token-of-nobody'),
      secrets: ['lab-token', 'token-of-nobody'],
    })
    expect(checks).toHaveLength(keyServiceTestCount)
    for (const { run } of checks) await run()
  })

  test('a wrong token is refused beside a right one at the same time', async () => {
    const tokens = ['lab-token', 'wrong-1', 'lab-token', 'wrong-2', 'lab-token', 'wrong-3']
    const dataKey = new Uint8Array(32)
    const results = await Promise.allSettled(
      tokens.map((token) => make(token).wrap(key, dataKey, {})),
    )
    const outcomes = results.map((each) =>
      each.status === 'fulfilled' ? 'wrapped' : (each.reason as { code: string }).code,
    )
    const [yes, no] = ['wrapped', 'PERMISSION_DENIED']
    expect(outcomes).toEqual([yes, no, yes, no, yes, no])
  })

  test('a key that is not there', async () => {
    const other = { ...key, resourceId: `${key.resourceId}-other` }
    const failed = await failure(make('lab-token').wrap(other, new Uint8Array(32), {}))
    expect([failed.code, failed.message.includes('NOT_FOUND')]).toEqual(['WRAP_FAILED', true])
  })

  test('a certificate of an authority that is not known', async () => {
    const others = new ServiceProcess({})
    onTestFinished(() => others.stop())
    const env = { ...transports[transport](), GOOGLE_OAUTH_ACCESS_TOKEN: 'lab-token' }
    const failed = await failure(others.service('gcp', { env }).wrap(key, new Uint8Array(32), {}))
    expect(failed.code).toBe('SERVICE_UNAVAILABLE')
    expect(failed.message).toContain('certificate')
  })

  test('a server that hangs', async () => {
    const server = createTcpServer(() => undefined)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const env = {
      ...transports[transport](),
      SOPS_GCP_KMS_ENDPOINT: `127.0.0.1:${(server.address() as AddressInfo).port}`,
      GOOGLE_OAUTH_ACCESS_TOKEN: 'lab-token',
    }
    const hanging = new ServiceProcess({ NODE_EXTRA_CA_CERTS: ca })
    onTestFinished(() => hanging.stop())
    const service = hanging.service('gcp', { env, deadlineMs: 1500 })
    const failed = await failure(service.wrap(key, new Uint8Array(32), {}))
    expect([failed.code, failed.message.includes('1.5 s')]).toEqual(['SERVICE_UNAVAILABLE', true])
  })
})

describe('the metadata server of a machine', () => {
  test('gives the token to us and to sops', async () => {
    const server = createServer((request, response) => {
      response.setHeader('Metadata-Flavor', 'Google')
      const token = { access_token: 'lab-token', expires_in: 3600, token_type: 'Bearer' }
      response.end((request.url ?? '').includes('/token') ? JSON.stringify(token) : 'ok')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      server.close()
      server.closeAllConnections()
    })
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
    const env = { ...transports.gRPC(), GCE_METADATA_HOST: host }
    const sops = realSops(folder, { ...env, HOME: '/nonexistent', SSL_CERT_FILE: ca })
    const theirs = await sops.encrypt('--gcp-kms', key.resourceId)
    const service = services.service('gcp', { env })
    const read = await decrypt(theirs, { format: 'yaml', services: [service] })
    expect(read.text()).toBe(plain)
  })

  test('that is not there leaves no credentials', async () => {
    const env = { ...transports.gRPC(), GCE_METADATA_HOST: '127.0.0.1:1' }
    const service = services.service('gcp', { env })
    const failed = await failure(service.wrap(key, new Uint8Array(32), {}))
    expect(failed.code).toBe('PERMISSION_DENIED')
  })
})
