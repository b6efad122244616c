import { ageKeyService, parseAgeIdentities } from '@sopskit/keyservice-age'
import { expect, it, vi } from 'vitest'
import { counting, refusalOf, testKey } from './support.ts'

const loads = vi.hoisted(() => ({ count: 0 }))
vi.mock(import('age-encryption'), async (original) => {
  loads.count++
  return original()
})

it('loads the age library when a key is wrapped or unwrapped, not before', async () => {
  const { key, text } = testKey('x25519')
  const service = ageKeyService({ identities: parseAgeIdentities(text) })
  const refusal = await refusalOf(() =>
    service.wrap({ type: 'age', recipient: 'banana' }, counting(32), {}),
  )
  expect(refusal.code).toBe('INVALID_MASTER_KEY')
  expect(loads.count).toBe(0)
  await service.wrap(key, counting(32), {})
  expect(loads.count).toBe(1)
})
