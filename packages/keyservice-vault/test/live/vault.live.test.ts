import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import type { KeyService, SopsErrorCode, VaultMasterKey } from '@sopskit/core'
import { isDataKeyUnavailable, vaultMasterKeys } from '@sopskit/core'
import { vaultKeyService, vaultKeyServiceFromEnvironment } from '@sopskit/keyservice-vault'
import {
  keyServiceTestCount,
  testKeyService,
  type KeyServiceSubject,
  type Peers,
  startPeers,
} from '@sopskit/test-vectors'
import { decrypt, encrypt } from '../../../sopskit/src/index.ts'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { expectFailure, newDataKey } from '../support.ts'

// A real Vault of the peer lab and the real sops.
const lab = process.env['SOPSKIT_LAB'] ?? join(homedir(), '.cache', 'sopskit-lab')
const plain = 'password: hunter2\nports:\n    - 80\n    - 443\n'
let peers: Peers
let folder: string
let address: string
let root: string

beforeAll(async () => {
  peers = await startPeers('vault')
  folder = await mkdtemp(join(tmpdir(), 'sopskit-vault-'))
  address = peers.envOf('vault')['VAULT_ADDR'] ?? ''
  root = peers.envOf('vault')['VAULT_TOKEN'] ?? ''
  await api('sys/mounts/group/transit', { type: 'transit' })
  for (const name of ['transit/keys/live', 'group/transit/keys/live']) await api(name, {})
})

afterAll(async () => {
  await peers.stop()
  await rm(folder, { recursive: true })
})

/** Asks Vault's API as its administrator. */
async function api(path: string, body: unknown, method = 'POST'): Promise<unknown> {
  const response = await fetch(`${address}/v1/${path}`, {
    method,
    headers: { 'X-Vault-Token': root },
    body: JSON.stringify(body),
  })
  expect(response.ok, `${method} ${path} gives ${response.status}`).toBe(true)
  const text = await response.text()
  return text === '' ? undefined : JSON.parse(text)
}

/** A token whose policy allows one use of one key. */
async function tokenFor(use: 'encrypt' | 'decrypt'): Promise<string> {
  const policy = `path "transit/${use}/live" { capabilities = ["update"] }`
  await api(`sys/policies/acl/only-${use}`, { policy })
  const made = await api('auth/token/create', {
    policies: [`only-${use}`],
    no_default_policy: true,
  })
  return (made as { auth: { client_token: string } }).auth.client_token
}

function keyOf(path: string): VaultMasterKey {
  const [key] = vaultMasterKeys(`${address}/v1/${path}`)
  if (key === undefined) throw new Error('no key')
  return key
}

async function sops(
  args: readonly string[],
  env: Readonly<Record<string, string>> = { VAULT_TOKEN: root },
): Promise<string> {
  const { stdout } = await promisify(execFile)(
    join(lab, 'bin', 'sops'),
    ['--config', '/dev/null', ...args],
    {
      cwd: folder,
      env: { HOME: folder, SOPS_DISABLE_VERSION_CHECK: '1', ...env },
    },
  )
  return stdout
}

/** Encrypts with sops, as the recipe of docs/backends/vault.md does. */
async function encryptedBySops(path: string): Promise<string> {
  await writeFile(join(folder, 'secrets.yaml'), plain)
  return sops(['encrypt', '--hc-vault-transit', `${address}/v1/${path}`, 'secrets.yaml'])
}

async function encryptedByUs(
  path: string,
  service: KeyService = vaultKeyService({ token: root }),
): Promise<string> {
  const options = { format: 'yaml', services: [service], keyGroups: [[keyOf(path)]] } as const
  return (await encrypt(plain, options)).text()
}

async function decryptedByUs(encrypted: string, token: string = root): Promise<string> {
  const services = [vaultKeyService({ token, retryWaitMs: 1 })]
  return (await decrypt(encrypted, { format: 'yaml', services })).text()
}

async function decryptedBySops(encrypted: string, token: string = root): Promise<string> {
  await writeFile(join(folder, 'encrypted.yaml'), encrypted)
  return sops(['decrypt', 'encrypted.yaml'], { VAULT_TOKEN: token })
}

/** The code with which our key service refused, out of the report on all keys. */
async function refusalOf(work: Promise<unknown>): Promise<SopsErrorCode | undefined> {
  const error: unknown = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!isDataKeyUnavailable(error)) throw error
  return error.groups[0]?.keys[0]?.services[0]?.code
}

describe.each(['transit/keys/live', 'group/transit/keys/live'])('with the key %s', (path) => {
  it('what sops encrypts we decrypt', async () => {
    expect(await decryptedByUs(await encryptedBySops(path))).toBe(plain)
  })

  it('what we encrypt sops decrypts', async () => {
    expect(await decryptedBySops(await encryptedByUs(path))).toBe(plain)
  })

  it('old files open after the key was rotated, in both directions', async () => {
    const files = [await encryptedBySops(path), await encryptedByUs(path)]
    await api(`${path}/rotate`, {})
    for (const file of files) {
      expect(await decryptedByUs(file)).toBe(plain)
      expect(await decryptedBySops(file)).toBe(plain)
    }
    expect(await encryptedByUs(path)).toMatch(/enc: vault:v[2-9]:/)
  })
})

describe('a token that may not', () => {
  it('encrypt still decrypts', async () => {
    const token = await tokenFor('decrypt')
    expect(await decryptedByUs(await encryptedBySops('transit/keys/live'), token)).toBe(plain)
    const key = keyOf('transit/keys/live')
    await expectFailure(
      'PERMISSION_DENIED',
      vaultKeyService({ token }).wrap(key, newDataKey(), {}),
      [token],
    )
    await expect(
      sops(['encrypt', '--hc-vault-transit', `${address}/v1/transit/keys/live`, 'secrets.yaml'], {
        VAULT_TOKEN: token,
      }),
    ).rejects.toThrow('Command failed')
  })

  it('decrypt still encrypts', async () => {
    const token = await tokenFor('encrypt')
    const encrypted = await encryptedByUs('transit/keys/live', vaultKeyService({ token }))
    expect(await refusalOf(decryptedByUs(encrypted, token))).toBe('PERMISSION_DENIED')
    await expect(decryptedBySops(encrypted, token)).rejects.toThrow('Command failed')
  })

  it.each(['hvs.wrong', ''])('do anything, because it is %j, is refused', async (token) => {
    const encrypted = await encryptedBySops('transit/keys/live')
    expect(await refusalOf(decryptedByUs(encrypted, token))).toBe('PERMISSION_DENIED')
  })
})

describe('a key that does not open the file', () => {
  it('because min_decryption_version went up', async () => {
    await api('transit/keys/aging', {})
    const encrypted = await encryptedBySops('transit/keys/aging')
    await api('transit/keys/aging/rotate', {})
    await api('transit/keys/aging/config', { min_decryption_version: 2 })
    const { enc } = encOf(encrypted)
    const error = await expectFailure(
      'UNWRAP_FAILED',
      vaultKeyService({ token: root }).unwrap(keyOf('transit/keys/aging'), enc, {}),
    )
    expect(error.message).toContain('min_decryption_version')
    await expect(decryptedBySops(encrypted)).rejects.toThrow('Command failed')
  })

  it('because it was deleted', async () => {
    await api('transit/keys/doomed', {})
    const encrypted = await encryptedBySops('transit/keys/doomed')
    await api('transit/keys/doomed/config', { deletion_allowed: true })
    await api('transit/keys/doomed', undefined, 'DELETE')
    const service = vaultKeyService({ token: root })
    const error = await expectFailure(
      'UNWRAP_FAILED',
      service.unwrap(keyOf('transit/keys/doomed'), encOf(encrypted).enc, {}),
    )
    expect(error.message).toContain('no such key')
    await expect(decryptedBySops(encrypted)).rejects.toThrow('Command failed')
  })

  it('because the file was damaged or moved to another key', async () => {
    const { enc } = encOf(await encryptedBySops('transit/keys/live'))
    const service = vaultKeyService({ token: root, retryWaitMs: 1 })
    const damaged = enc.slice(0, 20) + (enc[20] === 'A' ? 'B' : 'A') + enc.slice(21)
    for (const text of [
      damaged,
      enc.replace('vault:', 'fault:'),
      enc.slice(0, 30),
      'vault:v99:AAAA',
    ]) {
      await expectFailure('UNWRAP_FAILED', service.unwrap(keyOf('transit/keys/live'), text, {}), [
        text,
      ])
    }
    await expectFailure('UNWRAP_FAILED', service.unwrap(keyOf('transit/keys/lab'), enc, {}), [enc])
  })

  it('because no transit engine is mounted there', async () => {
    const service = vaultKeyService({ token: root })
    const error = await expectFailure(
      'WRAP_FAILED',
      service.wrap(keyOf('nowhere/keys/live'), newDataKey(), {}),
    )
    expect(error.message).toContain('no transit engine')
  })
})

it('a token is found where sops finds it: ~/.vault-token (HCV-004)', async () => {
  await writeFile(join(folder, '.vault-token'), `${root}\n`)
  try {
    const service = vaultKeyServiceFromEnvironment({ env: {}, homeDirectory: folder, readFile })
    const encrypted = await encryptedByUs('transit/keys/live', service)
    await writeFile(join(folder, 'encrypted.yaml'), encrypted)
    expect(await sops(['decrypt', 'encrypted.yaml'], {})).toBe(plain)
  } finally {
    await rm(join(folder, '.vault-token'))
  }
})

it('a Vault that is sealed says so', async () => {
  const sealed = await startPeers('vault')
  try {
    const env = sealed.envOf('vault')
    const vaultAddress = env['VAULT_ADDR'] ?? ''
    const token = env['VAULT_TOKEN'] ?? ''
    await fetch(`${vaultAddress}/v1/sys/seal`, {
      method: 'PUT',
      headers: { 'X-Vault-Token': token },
    })
    const key = { ...keyOf('transit/keys/lab'), vaultAddress }
    const service = vaultKeyService({ token, retryWaitMs: 1 })
    const error = await expectFailure('SERVICE_UNAVAILABLE', service.wrap(key, newDataKey(), {}), [
      token,
    ])
    expect(error.message).toContain('is sealed')
  } finally {
    await sealed.stop()
  }
})

describe('the checks that every key service passes, on the real Vault', () => {
  const titles = testKeyService({} as KeyServiceSubject).map(({ title }) => title)

  test('are all run', () => expect(titles).toHaveLength(keyServiceTestCount))

  test.each(titles)('%s', async (title) => {
    const key = keyOf('transit/keys/live')
    const checks = testKeyService({
      service: () => vaultKeyService({ token: root, retryWaitMs: 1 }),
      stranger: () => vaultKeyService({ token: 'hvs.wrong', retryWaitMs: 1 }),
      key,
      foreignKey: { type: 'pgp', fingerprint: 'A'.repeat(40) },
      malformedKeys: [{ ...key, keyName: '' }],
      secrets: [root, 'hvs.wrong'],
    })
    const check = checks.find((one) => one.title === title)
    await expect(check?.run() ?? Promise.reject(new Error('no check'))).resolves.toBeUndefined()
  })
})

function encOf(encrypted: string): { readonly enc: string } {
  const [, enc = ''] = /enc: (vault:\S+)/.exec(encrypted) ?? []
  expect(enc).not.toBe('')
  return { enc }
}

it('the recipe of docs/backends/vault.md works as it stands', async () => {
  const page = await readFile(
    new URL('../../../../docs/backends/vault.md', import.meta.url),
    'utf8',
  )
  const [, recipe = ''] = /```sh\n(vault [\s\S]*?)```/.exec(page) ?? []
  const path = [join(lab, 'peers', 'bin'), join(lab, 'bin'), process.env['PATH'] ?? ''].join(
    delimiter,
  )
  const run = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', recipe], {
    cwd: await mkdtemp(join(folder, 'recipe-')),
    env: { HOME: folder, PATH: path, VAULT_ADDR: address, VAULT_TOKEN: root },
  })
  expect(run.stdout).toMatch(/password: hunter2\n$/)
  const { enc } = encOf(await encryptedBySops('team/transit/keys/ci'))
  expect(enc).toMatch(/^vault:v1:/)
})
