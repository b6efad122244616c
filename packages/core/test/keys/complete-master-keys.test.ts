import { describe, expect, test } from 'vitest'
import { SopsError } from '../../src/errors/sops-error.ts'
import { completeMasterKeys } from '../../src/keys/complete-master-keys.ts'
import { defineKeyService } from '../../src/keys/key-service.ts'
import type { AzureKeyVaultMasterKey } from '../../src/keys/master-key.ts'
import { failureOf } from './fake-service.ts'
import { age } from './master-keys.ts'

const open: AzureKeyVaultMasterKey = {
  type: 'azure_kv',
  vaultUrl: 'https://lab.vault.azure.net',
  name: 'lab',
  version: '',
}

function azure(complete: (key: AzureKeyVaultMasterKey) => Promise<AzureKeyVaultMasterKey>) {
  return defineKeyService({
    type: 'azure_kv',
    name: 'azure',
    wrap: async ({ version }) => `enc-${version}`,
    unwrap: async () => null,
    complete,
  })
}

const latest = azure(async (key) => ({ ...key, version: key.version || 'latest' }))

describe('what a key leaves to its server is filled in', () => {
  test('AZ-003: only for the service that knows the kind of key', async () => {
    const plain = defineKeyService({
      type: 'age',
      name: 'age',
      wrap: async () => 'enc',
      unwrap: async () => null,
    })
    const pinned = { ...open, version: 'v1' }
    expect(
      await completeMasterKeys([age('a'), open, pinned], { services: [plain, latest] }),
    ).toEqual([age('a'), { ...open, version: 'latest' }, pinned])
  })

  test('keys stay as they are where no service completes any', async () => {
    const keys = [open]
    expect(await completeMasterKeys(keys, { services: [] })).toBe(keys)
  })

  test('a service that fails is asked no more than the next one, and its reason is told', async () => {
    const broken = azure(async () => {
      throw new SopsError('SERVICE_UNAVAILABLE', 'the vault does not answer')
    })
    expect(await completeMasterKeys([open], { services: [broken, latest] })).toEqual([
      { ...open, version: 'latest' },
    ])
    const error = await failureOf(() => completeMasterKeys([open, open], { services: [broken] }))
    expect(error).toMatchObject({ code: 'WRAP_FAILED', keys: [{ key: open }, { key: open }] })
    expect(String(error)).toContain('the vault does not answer')
  })

  test('ABORTED before anything is asked', async () => {
    const signal = AbortSignal.abort()
    expect(
      await failureOf(() => completeMasterKeys([open], { services: [latest], signal })),
    ).toMatchObject({ code: 'ABORTED' })
  })
})
