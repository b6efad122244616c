import type { KeyService } from '@sopskit/core'
import type { AzureClients, AzureCryptographyClient } from '@sopskit/keyservice-kms/azure'
import { azureKeyVaultKeyService } from '@sopskit/keyservice-kms/azure'
import { keyServiceTestCount, testKeyService } from '@sopskit/test-vectors'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import {
  azureKey,
  clientsThat,
  cryptography,
  dataKey,
  failure,
  fakeVault,
  restError,
  version,
} from './support.ts'

const serviceOf = (clients: AzureClients, deadlineMs?: number): KeyService =>
  azureKeyVaultKeyService({ clients, ...(deadlineMs === undefined ? {} : { deadlineMs }) })

describe('what every key service must do', () => {
  const malformed = [
    { vaultUrl: '' },
    { vaultUrl: 'http://v.vault.azure.net' },
    { vaultUrl: 'https://v.vault.azure.net/keys' },
    { vaultUrl: 'https://user@v.vault.azure.net' },
    { vaultUrl: 'https://v.vault.azure.net?x=1' },
    { vaultUrl: 'https://v w' },
    { name: '' },
    { name: 'a/b' },
    { name: 'k?x=1' },
    { version: 'a/b' },
    { version: '' },
  ]
  const checks = testKeyService({
    service: () => serviceOf(fakeVault()),
    key: azureKey(),
    foreignKey: { type: 'age', recipient: 'age1example' },
    malformedKeys: malformed.map((parts) => azureKey(parts)),
    stranger: () => serviceOf(clientsThat(() => Promise.reject(restError(401)))),
    secrets: ['the-secret-of-the-text'],
  })
  test.each(checks)('$title (AZ-001)', async ({ run }) => {
    await expect(run()).resolves.toBeUndefined()
  })
  test('all of the shared checks ran', () => {
    expect(checks).toHaveLength(keyServiceTestCount)
  })
})

describe('what goes to the client', () => {
  test('is RSA-OAEP-256, and enc is base64url without padding (AZ-002)', async () => {
    const encrypt = vi.fn<AzureCryptographyClient['encrypt']>(cryptography.encrypt)
    const decrypt = vi.fn<AzureCryptographyClient['decrypt']>(cryptography.decrypt)
    const service = serviceOf({ ...fakeVault(), cryptography: () => ({ encrypt, decrypt }) })
    const enc = (await service.wrap(azureKey(), dataKey, {})) ?? ''
    expect(enc).toMatch(/^[\w-]{342}$/)
    await service.unwrap(azureKey(), enc, {})
    const ciphertext = Uint8Array.from(Buffer.from(enc, 'base64url'))
    expect(encrypt.mock.calls[0]?.[0]).toEqual({ algorithm: 'RSA-OAEP-256', plaintext: dataKey })
    expect(decrypt.mock.calls[0]?.[0]).toEqual({ algorithm: 'RSA-OAEP-256', ciphertext })
  })

  test('names the version, and none where an old file has none (AZ-003)', async () => {
    const vault = fakeVault()
    const service = serviceOf(vault)
    const enc = (await service.wrap(azureKey(), dataKey, {})) ?? ''
    await expect(service.unwrap(azureKey({ version: '' }), enc, {})).resolves.toEqual(dataKey)
    expect(vault.asked.map(({ id }) => id)).toEqual([
      `https://v.vault.azure.net/keys/k/${version}`,
      'https://v.vault.azure.net/keys/k',
    ])
  })

  test('the slash at the end of a vault URL goes no further (AZ-006)', async () => {
    const vault = fakeVault()
    const key = azureKey({ vaultUrl: 'https://v.vault.azure.net/' })
    await serviceOf(vault).wrap(key, dataKey, {})
    expect(vault.asked).toEqual([
      {
        id: `https://v.vault.azure.net/keys/k/${version}`,
        vaultUrl: 'https://v.vault.azure.net',
        name: 'k',
      },
    ])
  })

  test('an enc with padding or of the other alphabet is refused, line breaks are not (AZ-002)', async () => {
    const service = serviceOf(fakeVault())
    const enc = (await service.wrap(azureKey(), dataKey, {})) ?? ''
    const broken = `${enc.slice(0, 64)}\n${enc.slice(64)}\n`
    await expect(service.unwrap(azureKey(), broken, {})).resolves.toEqual(dataKey)
    for (const other of [`${enc}==`, `+${enc.slice(1)}`, `${enc.slice(1)}/`, `${enc} `]) {
      expect((await failure(service.unwrap(azureKey(), other, {}))).code).toBe('UNWRAP_FAILED')
    }
  })
})

describe('the version of a key that has none (AZ-003)', () => {
  test('is that of the id which the vault gives', async () => {
    const key = azureKey({ vaultUrl: 'https://v.vault.azure.net/', version: '' })
    await expect(serviceOf(fakeVault()).complete?.(key, {})).resolves.toEqual({ ...key, version })
  })

  test('is not asked for when there is one, nor for keys of others', async () => {
    const silent = serviceOf(clientsThat(() => Promise.reject(restError(403))))
    await expect(silent.complete?.(azureKey(), {})).resolves.toEqual(azureKey())
    const foreign = { type: 'age', recipient: 'age1example' } as const
    await expect(silent.complete?.(foreign, {})).resolves.toBeNull()
  })

  test.each([
    ['no permission', () => Promise.reject(restError(403, 'Forbidden')), 'PERMISSION_DENIED'],
    ['no key', () => Promise.reject(restError(404, 'KeyNotFound')), 'WRAP_FAILED'],
    ['no id', async () => ({}), 'WRAP_FAILED'],
    ['an id without version', async () => ({ id: 'https://v/keys/k' }), 'WRAP_FAILED'],
    ['an id of something else', async () => ({ id: 'https://v/secrets/k/1' }), 'WRAP_FAILED'],
  ] as const)('%s', async (_, end, code) => {
    const service = serviceOf(clientsThat(end))
    const failed = await failure(service.complete?.(azureKey({ version: '' }), {}))
    expect(failed.code).toBe(code)
    expect(failed.message).not.toContain('the-secret-of-the-text')
  })
})

describe('answers that do not fit', () => {
  test.each([
    ['nothing', {}],
    ['an empty ciphertext (KEY-009)', { result: new Uint8Array(0) }],
  ])('of encrypt: %s', async (_, answer) => {
    const service = serviceOf(clientsThat(async () => answer))
    expect((await failure(service.wrap(azureKey(), dataKey, {}))).code).toBe('WRAP_FAILED')
  })

  test.each([
    ['nothing', {}],
    ['31 bytes', { result: new Uint8Array(31) }],
    ['a whole block', { result: new Uint8Array(256) }],
  ])('of decrypt: %s', async (_, answer) => {
    const service = serviceOf(clientsThat(async () => answer))
    expect((await failure(service.unwrap(azureKey(), 'AAAA', {}))).code).toBe('UNWRAP_FAILED')
  })
})

describe('a vault that never answers', () => {
  test('ends after the deadline, and its request is aborted (KEY-008)', async () => {
    const signals: AbortSignal[] = []
    const hang = (_: unknown, { abortSignal }: { abortSignal: AbortSignal }): Promise<never> => {
      signals.push(abortSignal)
      return new Promise(() => undefined)
    }
    const clients = { ...fakeVault(), cryptography: () => ({ encrypt: hang, decrypt: hang }) }
    const failed = await failure(serviceOf(clients, 20).wrap(azureKey(), dataKey, {}))
    expect(failed.code).toBe('SERVICE_UNAVAILABLE')
    expect(signals.map(({ aborted }) => aborted)).toEqual([true])
  })

  test('ends when the caller aborts', async () => {
    const controller = new AbortController()
    const silent = serviceOf(clientsThat(() => new Promise(() => undefined)))
    const work = silent.unwrap(azureKey(), 'AAAA', { signal: controller.signal })
    controller.abort()
    expect((await failure(work)).code).toBe('ABORTED')
  })
})

test('there must be clients or a credential', () => {
  expect(() => azureKeyVaultKeyService({})).toThrow(
    expect.objectContaining({ code: 'INVALID_OPTION' }),
  )
})

test('without the package of Azure the error names it', async () => {
  const name = '@azure/keyvault-keys'
  vi.doMock(name, () => {
    throw new Error('not installed')
  })
  onTestFinished(() => {
    vi.doUnmock(name)
  })
  const credential = { getToken: () => Promise.resolve(null) }
  const service = azureKeyVaultKeyService({ credential })
  const failed = await failure(service.wrap(azureKey(), dataKey, {}))
  expect(failed.code).toBe('PACKAGE_MISSING')
  expect(failed.message).toContain(`npm install ${name}`)
})
