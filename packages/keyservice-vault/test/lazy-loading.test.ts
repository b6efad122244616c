import { vaultKeyService } from '@sopskit/keyservice-vault'
import { expect, it, vi } from 'vitest'
import { expectFailure, newDataKey } from './support.ts'

const loads = vi.hoisted(() => ({ count: 0 }))
vi.mock(import('node-vault'), async (original) => {
  loads.count++
  return original()
})

it('loads node-vault when a request is sent, not before', async () => {
  const client = () => Promise.resolve({ status: 200, body: '{"data":{"ciphertext":"c"}}' })
  const service = vaultKeyService({ client })
  const key = { type: 'hc_vault', vaultAddress: 'http://v', enginePath: 'e', keyName: 'k' } as const
  await expectFailure('INVALID_MASTER_KEY', service.wrap({ ...key, keyName: '' }, newDataKey(), {}))
  expect(loads.count).toBe(0)
  expect(await service.wrap(key, newDataKey(), {})).toBe('c')
  expect(loads.count).toBe(1)
})
