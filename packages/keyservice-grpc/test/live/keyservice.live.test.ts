import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { KeyService, KmsMasterKey, MasterKey } from '@sopskit/core'
import { ageKeyService } from '../../../keyservice-age/src/index.ts'
import { startKeyServiceServer } from '@sopskit/keyservice-grpc'
import { vaultKeyService } from '../../../keyservice-vault/src/index.ts'
import type { KeyServiceSubject } from '@sopskit/test-vectors'
import {
  keyServiceTestCount,
  testKeyService,
  startPeers,
  testIdentity,
  testRecipient,
} from '@sopskit/test-vectors'
import { afterAll, afterEach, beforeAll, describe, expect, it, test } from 'vitest'
import { decrypt, encrypt } from '../../../sopskit/src/index.ts'
import { ageKey, client, expectFailure, newDataKey, serving, temporaryFolder } from '../support.ts'
import { type SopsServer, type SopsServerOptions, startSopsServer } from './sops-server.ts'

// The real sops as server and as client.
const lab = process.env['SOPSKIT_LAB'] ?? join(homedir(), '.cache', 'sopskit-lab')
const program = join(lab, 'bin', 'sops')
const plain = 'password: hunter2\nports:\n    - 80\n    - 443\n'
const folder = mkdtempSync(join(tmpdir(), 'sopskit-keyservice-'))
const nobody = { HOME: folder, PATH: process.env['PATH'] ?? '', SOPS_DISABLE_VERSION_CHECK: '1' }
const owner = { ...nobody, SOPS_AGE_KEY: testIdentity(0) }
const key = { type: 'age', recipient: testRecipient(0) } as const

afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function sops(
  args: readonly string[],
  env: Readonly<Record<string, string>> = nobody,
): Promise<string> {
  const run = promisify(execFile)(program, ['--config', '/dev/null', ...args], {
    cwd: folder,
    env: { ...env },
  })
  return (await run).stdout
}

/** Has sops ask a server, and nobody else, as the recipe of docs/backends/keyservice.md does. */
function sopsBy(uri: string, command: string, args: readonly string[]): Promise<string> {
  return sops([command, '--enable-local-keyservice=false', '--keyservice', uri, ...args])
}

async function encryptedByUs(
  service: KeyService,
  keys: readonly MasterKey[] = [key],
): Promise<string> {
  return (await encrypt(plain, { format: 'yaml', services: [service], keyGroups: [keys] })).text()
}

async function decryptedByUs(service: KeyService, encrypted: string): Promise<string> {
  return (await decrypt(encrypted, { format: 'yaml', services: [service] })).text()
}

describe('our client and the server of sops', () => {
  const servers: SopsServer[] = []
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop()
  })

  async function start(options: Partial<SopsServerOptions> = {}): Promise<SopsServer> {
    const server = await startSopsServer({ program, env: owner, ...options })
    servers.push(server)
    return server
  }

  it.each(['tcp', 'unix'])('exchange files over %s', async (network) => {
    const room = await temporaryFolder()
    const { uri } = await start(network === 'unix' ? { socket: join(room, 's') } : {})
    const service = client({ address: uri })
    await writeFile(join(folder, 'ours.yaml'), await encryptedByUs(service))
    expect(await sops(['decrypt', 'ours.yaml'], owner)).toBe(plain)
    await writeFile(join(folder, 'plain.yaml'), plain)
    const theirs = await sops(['encrypt', '--age', key.recipient, 'plain.yaml'])
    expect(await decryptedByUs(service, theirs)).toBe(plain)
  })

  it('know the statuses (KS-006)', async () => {
    const service = client({ address: (await start({ env: nobody })).uri })
    const enc = (await service.wrap(key, newDataKey(), {})) ?? ''
    const error = await expectFailure('UNWRAP_FAILED', service.unwrap(key, enc, {}), [enc])
    expect(error.message).toContain('status Unknown')
    await expectFailure(
      'WRAP_FAILED',
      service.wrap({ type: 'pgp', fingerprint: 'F'.repeat(40) }, newDataKey(), {}),
    )
  })

  it.each(['y', 'n'])(
    'wait for the answer "%s" of somebody who is asked (KS-009)',
    async (answer) => {
      const server = await start({ flags: ['--prompt'] })
      const service = client({ address: server.uri })
      const work = Promise.allSettled([service.wrap(key, newDataKey(), {})])
      await expect.poll(() => server.output()).toContain('?')
      server.type(`${answer}\n`)
      const [outcome] = await work
      const accepted = {
        status: 'fulfilled',
        value: expect.stringContaining('AGE ENCRYPTED') as unknown,
      }
      const refused = { status: 'rejected', reason: { code: 'PERMISSION_DENIED' } }
      expect(outcome).toMatchObject(answer === 'y' ? accepted : refused)
    },
  )

  it('a server that is stopped is unavailable', async () => {
    const server = await start()
    const service = client({ address: server.uri })
    expect(await service.wrap(key, newDataKey(), {})).not.toBeNull()
    await server.stop()
    await expectFailure('SERVICE_UNAVAILABLE', service.wrap(key, newDataKey(), {}))
  })

  const titles = testKeyService({} as KeyServiceSubject).map(({ title }) => title)

  test('all checks that every key service passes are run', () => {
    expect(titles).toHaveLength(keyServiceTestCount)
  })

  test.each(titles)('%s', async (title) => {
    const { uri } = await start()
    const { uri: strange } = await start({ env: nobody })
    const checks = testKeyService({
      service: () => client({ address: uri }),
      stranger: () => client({ address: strange }),
      key,
      foreignKey: { type: 'other' } as unknown as MasterKey,
      malformedKeys: [],
      secrets: [testIdentity(0)],
    })
    const check = checks.find((one) => one.title === title)
    await expect(check?.run() ?? Promise.reject(new Error('no check'))).resolves.toBeUndefined()
  })
})

describe('the client of sops and our server', () => {
  const services = [ageKeyService({ identities: [testIdentity(0)] })]

  it.each(['tcp', 'unix'])('exchange files over %s', async (network) => {
    const address = network === 'unix' ? `unix://${await temporaryFolder()}/s` : 'tcp://127.0.0.1:0'
    const lines: string[] = []
    const server = await serving({ address, services, log: (line) => void lines.push(line) })
    await writeFile(join(folder, 'plain.yaml'), plain)
    const theirs = await sopsBy(server.address, 'encrypt', ['--age', key.recipient, 'plain.yaml'])
    await writeFile(join(folder, 'theirs.yaml'), theirs)
    expect(await sopsBy(server.address, 'decrypt', ['theirs.yaml'])).toBe(plain)
    expect(await sops(['decrypt', 'theirs.yaml'], owner)).toBe(plain)
    expect(lines).toEqual([
      `encrypt age ${key.recipient}: done`,
      `decrypt age ${key.recipient}: done`,
    ])
  })

  it('sops shows what our server says (KS-006)', async () => {
    await writeFile(join(folder, 'theirs.yaml'), await encryptedByUs(ageKeyService()))
    const refusing = await serving({ services, prompt: () => Promise.resolve(false) })
    await expect(sopsBy(refusing.address, 'decrypt', ['theirs.yaml'])).rejects.toThrow(
      /code = PermissionDenied\s+desc = Request rejected\s+(\|\s+)?by\s+(\|\s+)?user/,
    )
    const stranger = await serving({ services: [ageKeyService()] })
    await expect(sopsBy(stranger.address, 'decrypt', ['theirs.yaml'])).rejects.toThrow(
      /code = Unknown/,
    )
    const empty = await serving({ services: [] })
    await expect(sopsBy(empty.address, 'decrypt', ['theirs.yaml'])).rejects.toThrow(
      /code = NotFound/,
    )
  })

  it('the context of a KMS key and all else about it survive the wire (KS-010)', async () => {
    const keys: MasterKey[] = []
    const service: KeyService = {
      name: 'recording',
      wrap: (one) => Promise.resolve(keys.push(one) > 0 ? 'd3JhcHBlZA==' : null),
      unwrap: () => Promise.resolve(null),
    }
    const server = await serving({ services: [service] })
    await writeFile(join(folder, 'plain.yaml'), plain)
    const arn = 'arn:aws:kms:us-east-1:123456789012:key/k'
    const role = 'arn:aws:iam::123456789012:role/r'
    await sopsBy(server.address, 'encrypt', [
      '--kms',
      `${arn}+${role}`,
      '--aws-profile',
      'prod',
      '--encryption-context',
      'Role: app,env:ünï ☃,empty:',
      'plain.yaml',
    ])
    await sopsBy(server.address, 'encrypt', [
      '--gcp-kms',
      'projects/p/locations/l/keyRings/r/cryptoKeys/k',
      'plain.yaml',
    ])
    await sopsBy(server.address, 'encrypt', [
      '--azure-kv',
      'https://v.vault.azure.net/keys/k/1',
      'plain.yaml',
    ])
    await sopsBy(server.address, 'encrypt', [
      '--hc-vault-transit',
      'https://v:8200/v1/a/b/keys/k',
      'plain.yaml',
    ])
    await sopsBy(server.address, 'encrypt', ['--pgp', 'A'.repeat(40), 'plain.yaml'])
    await sopsBy(server.address, 'encrypt', ['--hckms', 'eu-west-101:1234', 'plain.yaml'])
    const context = { Role: ' app', env: 'ünï ☃', empty: '' }
    const kms: KmsMasterKey = { type: 'kms', arn, role, context, awsProfile: 'prod' }
    expect(keys).toEqual([
      kms,
      { type: 'gcp_kms', resourceId: 'projects/p/locations/l/keyRings/r/cryptoKeys/k' },
      { type: 'azure_kv', vaultUrl: 'https://v.vault.azure.net', name: 'k', version: '1' },
      { type: 'hc_vault', vaultAddress: 'https://v:8200', enginePath: 'a/b', keyName: 'k' },
      { type: 'pgp', fingerprint: 'A'.repeat(40) },
      { type: 'hckms', keyId: 'eu-west-101:1234' },
    ])
  })

  it('a key group of shares needs every part from our server (KEY-002)', async () => {
    const server = await serving({ services })
    const config = `creation_rules:\n  - shamir_threshold: 2\n    key_groups:\n      - age: ['${key.recipient}']\n      - age: ['${key.recipient}']\n`
    await writeFile(join(folder, 'groups.yaml'), config)
    await writeFile(join(folder, 'plain.yaml'), plain)
    const run = promisify(execFile)(
      program,
      [
        '--config',
        'groups.yaml',
        'encrypt',
        '--enable-local-keyservice=false',
        '--keyservice',
        server.address,
        'plain.yaml',
      ],
      { cwd: folder, env: nobody },
    )
    await writeFile(join(folder, 'shared.yaml'), (await run).stdout)
    expect(await sopsBy(server.address, 'decrypt', ['shared.yaml'])).toBe(plain)
  })
})

describe('keys of Vault through our server', () => {
  let peers: Awaited<ReturnType<typeof startPeers>>
  beforeAll(async () => {
    peers = await startPeers('vault')
  })
  afterAll(() => peers.stop())

  it('are used with the token of the server (KS-011)', async () => {
    const { VAULT_TOKEN: token = '', PEERS_VAULT_KEY: url = '' } = peers.envOf('vault')
    const server = await serving({ services: [vaultKeyService({ token })] })
    await writeFile(join(folder, 'plain.yaml'), plain)
    const theirs = await sopsBy(server.address, 'encrypt', [
      '--hc-vault-transit',
      url,
      'plain.yaml',
    ])
    await writeFile(join(folder, 'theirs.yaml'), theirs)
    expect(await sopsBy(server.address, 'decrypt', ['theirs.yaml'])).toBe(plain)
    expect(await decryptedByUs(client({ address: server.address }), theirs)).toBe(plain)
  })
})

it('two sops servers on one socket: ours refuses where one lives, and takes over where one died (KS-008)', async () => {
  const socket = join(await temporaryFolder(), 's')
  const server = await startSopsServer({ program, env: owner, socket })
  const options = { address: `unix://${socket}`, services: [] }
  await expectFailure('SERVICE_UNAVAILABLE', startKeyServiceServer(options))
  expect(await client({ address: server.uri }).wrap(key, newDataKey(), {})).not.toBeNull()
  await server.stop()
  const ours = await startKeyServiceServer(options)
  await expectFailure(
    'WRAP_FAILED',
    client({ address: ours.address }).wrap(ageKey, newDataKey(), {}),
  )
  await ours.close()
  await expect(readFile(socket)).rejects.toThrow('ENOENT')
})
