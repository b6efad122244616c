import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { defineKeyService } from '@sopskit/core'
import { startKeyServiceServer } from '@sopskit/keyservice-grpc'
import { vaultKeyServiceFromEnvironment } from '@sopskit/keyservice-vault'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { encrypt } from '../../src/index.ts'
import { sopskit } from '../support/command.ts'
import { encryptedFile } from '../support/encrypted-file.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { expectRefused } from './expect-refused.ts'

let folder: string

beforeEach(async () => {
  folder = await temporaryFolder()
})

test.each([
  ['SOPS_AGE_KEY_CMD', 'The program of the command was not found in PATH.'],
  ['SOPS_AGE_SSH_PRIVATE_KEY_FILE', 'The file it names does not exist: x.'],
  ['SOPS_AGE_SSH_PRIVATE_KEY_CMD', 'The program of the command was not found in PATH.'],
])('a source of identities that fails is named, with the reason: %s', async (variable, reason) => {
  await encryptedFile(folder, 'enc.yaml', 'a: hunter2\n')
  const env = { [variable]: 'x' }
  const expected = 'DATA_KEY_UNAVAILABLE 128'
  const message = await expectRefused(folder, ['decrypt', 'enc.yaml'], { env, expected })
  expect(message.replaceAll(/\s+\|?\s*/g, ' ')).toContain(`${variable}: ${reason}`)
})

test.each(['http://127.0.0.1:1', '127.0.0.1:1'])(
  'an address of another scheme is left out, with a warning: %s (KS-004)',
  async (address) => {
    await encryptedFile(folder, 'enc.yaml', 'a: hunter2\n')
    const run = await sopskit(folder, ['decrypt', '--keyservice', address, 'enc.yaml'])
    expect(run).toMatchObject({ exit: 0, stdout: 'a: hunter2\n' })
    expect(run.stderr).toMatch(/^sopskit: warning: An address of a key service is left out\./)
    expect(run.stderr).toContain(`, and is "${address}".\n`)
  },
)

test('of an address that is left out, a login is not shown', async () => {
  await encryptedFile(folder, 'enc.yaml', 'a: hunter2\n')
  const args = ['--keyservice', 'http://me:pass@host:1/?token=t', 'enc.yaml']
  const { stderr } = await sopskit(folder, ['decrypt', ...args])
  expect(stderr).toContain('and is "http://host:1/".\n')
})

test('variables of the client of Vault that change requests do nothing here (HCV-005)', async () => {
  const sent: unknown[] = []
  const env = {
    VAULT_TOKEN: 't',
    VAULT_HEADERS: '{"X-Other":"1"}',
    VAULT_WRAP_TTL: '60s',
    VAULT_RATE_LIMIT: '0.001:1',
    VAULT_DISABLE_REDIRECTS: 'true',
  }
  const service = vaultKeyServiceFromEnvironment(
    { env, homeDirectory: '/nowhere', readFile: () => Promise.reject(new Error('no file')) },
    {
      client: ({ method, url, headers }) => {
        sent.push({ method, url, names: Object.keys(headers).toSorted() })
        return Promise.resolve({ status: 200, body: '{"data":{"ciphertext":"vault:v1:x"}}' })
      },
    },
  )
  const key = {
    type: 'hc_vault',
    vaultAddress: 'https://v',
    enginePath: 'e',
    keyName: 'k',
  } as const
  for (let n = 0; n < 2; n++) {
    expect(await service.wrap(key, new Uint8Array(32), {})).toBe('vault:v1:x')
  }
  const names = ['Content-Type', 'X-Vault-Request', 'X-Vault-Token']
  const request = { method: 'PUT', url: 'https://v/v1/e/encrypt/k', names }
  expect(sent).toEqual([request, request])
})

describe('a key of Huawei Cloud, for which there is no key service', () => {
  const key = { type: 'hckms', keyId: 'tr-west-1:test-key' } as const
  const huawei = defineKeyService({
    type: 'hckms',
    name: 'test',
    wrap: async () => 'wrapped by others',
    unwrap: async () => null,
  })

  /** A file for this key, as another program wrote it. */
  async function write(name: string, ...recipients: readonly string[]): Promise<string> {
    const age = recipients.map((recipient) => ({ type: 'age', recipient }) as const)
    const options = { format: 'yaml', keyGroups: [[...age, key]], services: [huawei] } as const
    const text = (await encrypt('a: hunter2\n', options)).text()
    await writeFile(join(folder, name), text)
    return text
  }

  const entryOf = (text: string) => / {4}hckms:\n(?: {6,}.*\n)+/.exec(text)?.[0]

  test('stays in the file, byte for byte, where another key opens it', async () => {
    const before = await write('enc.yaml', testRecipient(0))
    expect(entryOf(before)).toContain('enc: wrapped by others')
    const run = await sopskit(folder, ['set', 'enc.yaml', '["a"]', '"changed"'])
    expect(run).toMatchObject({ exit: 0, stderr: '' })
    const after = await readFile(join(folder, 'enc.yaml'), 'utf8')
    expect(after).not.toBe(before)
    expect(entryOf(after)).toBe(entryOf(before))
  })

  test('cannot be wrapped for, nor open a file', async () => {
    await write('both.yaml', testRecipient(0))
    await write('alone.yaml')
    await writeFile(join(folder, 'plain.yaml'), 'a: hunter2\n')
    const env = { SOPS_AGE_KEY: testIdentity(0) }
    const unsupported = { env, expected: 'UNSUPPORTED_KEY_TYPE 1' }
    await expectRefused(folder, ['encrypt', '--hckms', key.keyId, 'plain.yaml'], unsupported)
    await expectRefused(folder, ['rotate', '-i', 'both.yaml'], unsupported)
    const unavailable = { env, expected: 'DATA_KEY_UNAVAILABLE 128' }
    const message = await expectRefused(folder, ['decrypt', 'alone.yaml'], unavailable)
    expect(message).toMatch(/tr-west-1:test-key: FAILED\n.*no key service that was asked handles/)
  })

  test('is wrapped for by the key service of another process that handles it', async () => {
    const kept: Uint8Array[] = []
    const handling = defineKeyService({
      type: 'hckms',
      name: 'test',
      wrap: async (_, dataKey) => `kept ${kept.push(dataKey.slice()) - 1}`,
      unwrap: async (_, enc) => kept[Number(enc.slice(5))] ?? null,
    })
    const address = `unix://${join(folder, 's')}`
    const server = await startKeyServiceServer({ address, services: [handling] })
    onTestFinished(() => server.close())
    await writeFile(join(folder, 'plain.yaml'), 'a: hunter2\n')
    const encrypting = [
      'encrypt',
      '--keyservice',
      address,
      '--hckms',
      key.keyId,
      '-i',
      'plain.yaml',
    ]
    expect(await sopskit(folder, encrypting)).toMatchObject({ exit: 0, stderr: '' })
    expect(await readFile(join(folder, 'plain.yaml'), 'utf8')).toContain('enc: kept 0')
    const run = await sopskit(folder, ['decrypt', '--keyservice', address, 'plain.yaml'])
    expect(run).toMatchObject({ exit: 0, stdout: 'a: hunter2\n' })
  })
})
