import type { MasterKey } from '@sopskit/core'
import type { KeyServiceSubject } from '@sopskit/test-vectors'
import { keyServiceTestCount, testKeyService } from '@sopskit/test-vectors'
import { describe, expect, it, test } from 'vitest'
import { client, keepingService, newDataKey, serving } from './support.ts'

const context = { Role: 'app', 'a:b,c': 'd=e', ünï: '☃', empty: '', __proto__x: 'y' }
const keys: readonly MasterKey[] = [
  { type: 'age', recipient: 'age1example' },
  { type: 'pgp', fingerprint: 'A'.repeat(40) },
  { type: 'kms', arn: 'arn:aws:kms:r:1:key/k', role: 'arn:role', context, awsProfile: 'prod' },
  { type: 'kms', arn: 'arn:aws:kms:r:1:key/k', role: '', context: {}, awsProfile: '' },
  { type: 'gcp_kms', resourceId: 'projects/p/locations/l/keyRings/r/cryptoKeys/k' },
  { type: 'azure_kv', vaultUrl: 'https://v.example', name: 'k', version: '' },
  { type: 'azure_kv', vaultUrl: 'https://v.example', name: 'k', version: '1' },
  { type: 'hc_vault', vaultAddress: 'https://v', enginePath: 'a/b', keyName: 'k' },
]

describe('the checks that every key service passes, through client and server', () => {
  const titles = testKeyService({} as KeyServiceSubject).map(({ title }) => title)

  test('are all run', () => expect(titles).toHaveLength(keyServiceTestCount))

  test.each(titles)('%s', async (title) => {
    const { address } = await serving()
    const { address: strange } = await serving()
    const checks = testKeyService({
      service: () => client({ address }),
      stranger: () => client({ address: strange }),
      key: { type: 'age', recipient: 'age1example' },
      // The protocol knows every kind of key that there is.
      foreignKey: { type: 'other' } as unknown as MasterKey,
      malformedKeys: [],
      secrets: [],
    })
    const check = checks.find((one) => one.title === title)
    await expect(check?.run() ?? Promise.reject(new Error('no check'))).resolves.toBeUndefined()
  })
})

it.each(keys)('a key of the kind $type arrives as it was sent (KS-002, KS-010)', async (key) => {
  const service = keepingService()
  const { address } = await serving({ services: [service] })
  const dataKey = newDataKey(33)
  const enc = (await client({ address }).wrap(key, dataKey, {})) ?? ''
  expect(await client({ address }).unwrap(key, enc, {})).toEqual(dataKey)
  expect(service.calls).toEqual([key, key])
})

it('many calls at once do not get mixed up', async () => {
  const { address } = await serving()
  const service = client({ address })
  const dataKeys = Array.from({ length: 150 }, () => newDataKey())
  const key = { type: 'age', recipient: 'age1example' } as const
  const backs = dataKeys.map(async (dataKey) =>
    service.unwrap(key, (await service.wrap(key, dataKey, {})) ?? '', {}),
  )
  expect(await Promise.all(backs)).toEqual(dataKeys)
})

it('a long enc comes through, a longer one does not', async () => {
  const enc = `x${'y'.repeat(200_000)}`
  const { address } = await serving({
    services: [
      {
        name: 's',
        wrap: async () => enc,
        unwrap: async (_, text) => newDataKey(text === enc ? 32 : 16),
      },
    ],
  })
  const service = client({ address })
  const key = { type: 'pgp', fingerprint: 'F' } as const
  expect(await service.wrap(key, newDataKey(), {})).toBe(enc)
  expect(await service.unwrap(key, enc, {})).toHaveLength(32)
  await expect(service.unwrap(key, enc.repeat(2), {})).rejects.toThrow('ResourceExhausted')
})
