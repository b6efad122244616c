import { pgpKeyService } from '@sopskit/keyservice-pgp'
import { expect, it, vi } from 'vitest'
import { counting, masterKey, privateKey, publicKey, refusalOf } from './support.ts'

const loads = vi.hoisted(() => ({ count: 0 }))
const key = await masterKey('curve25519')
vi.doMock(import('openpgp'), async (original) => {
  loads.count++
  return original()
})

it('loads the OpenPGP library when a key is wrapped or unwrapped, not before', async () => {
  const service = pgpKeyService({ privateKeys: [privateKey('curve25519')] })
  const refusal = await refusalOf(() =>
    service.wrap({ type: 'pgp', fingerprint: 'banana' }, counting(32), {}),
  )
  expect(refusal.code).toBe('INVALID_MASTER_KEY')
  expect(loads.count).toBe(0)
  await service.wrap(key, counting(32), {})
  expect(loads.count).toBe(1)
})

it('says which package is missing', async () => {
  vi.doMock(import('openpgp'), () => {
    throw new Error('Cannot find package')
  })
  const service = pgpKeyService({ publicKeys: [publicKey('curve25519')] })
  const refusal = await refusalOf(() => service.wrap(key, counting(32), {}))
  expect(refusal.code).toBe('PACKAGE_MISSING')
  expect(refusal.message).toContain('npm install openpgp')
})
