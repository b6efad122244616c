import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { describe, expect, test } from 'vitest'
import { decrypt, encrypt, rotate } from '../../../src/index.ts'
import { expectError } from '../../support/expect-error.ts'

const [zero, one, two] = [0, 1, 2].map(testRecipient) as [string, string, string]
const yaml = { identities: [testIdentity(0)], format: 'yaml' } as const
const plain = 'a: x\nl:\n    - same\n    - same\n'
const encryptFor = async (...recipients: readonly string[]) =>
  (await encrypt(plain, { format: 'yaml', recipients, now: new Date(0) })).text()
const recipientsOf = ({ metadata }: Awaited<ReturnType<typeof rotate>>) =>
  metadata.keyGroups.map(({ keys }) => keys.map(({ key }) => 'recipient' in key && key.recipient))
const partsOf = (text: string, part: string) =>
  [...text.matchAll(new RegExp(`${part}:([^,]+),.*type:str`, 'g'))].map(([, found]) => found)

test('every ciphertext is new and its IV is not (K1, V19)', async () => {
  const before = await encryptFor(zero)
  const rotated = await rotate(before, { ...yaml, now: new Date('2024-05-06T07:08:09Z') })
  const [data, ivs] = [partsOf(before, 'data'), partsOf(before, 'iv')]
  expect(data).toHaveLength(4)
  expect(partsOf(rotated.text(), 'data').filter((text) => data.includes(text))).toEqual([])
  // Not the MAC's, which is bound to the time.
  expect(partsOf(rotated.text(), 'iv').slice(0, 3)).toEqual(ivs.slice(0, 3))
  expect(rotated.metadata.lastModified).toBe('2024-05-06T07:08:09Z')
  expect((await decrypt(rotated.text(), yaml)).text()).toBe(plain)
})

describe('keys (CLI-100)', () => {
  test('are added and removed', async () => {
    const options = { ...yaml, addKeys: [`${one}, ${two}`], removeKeys: [zero] }
    const rotated = await rotate(await encryptFor(zero), options)
    expect(recipientsOf(rotated)).toEqual([[one, two]])
    const other = { ...yaml, identities: [testIdentity(2)] }
    expect((await decrypt(rotated.text(), other)).text()).toBe(plain)
    await expectError('DATA_KEY_UNAVAILABLE', () => decrypt(rotated.text(), yaml))
  })

  test('that stand twice go twice, where sops leaves one or crashes', async () => {
    const rotated = await rotate(await encryptFor(zero, one, one), { ...yaml, removeKeys: [one] })
    expect(recipientsOf(rotated)).toEqual([[zero]])
  })

  test('that are not there are warned of', async () => {
    const rotated = await rotate(await encryptFor(zero), { ...yaml, removeKeys: [one] })
    expect(rotated.warnings.map(({ code }) => code)).toEqual(['KEY_NOT_IN_FILE'])
  })

  test('are given as data, and wrapped by services of the caller', async () => {
    const service = {
      name: 'kms',
      wrap: async (key: { type: string }) => (key.type === 'gcp_kms' ? 'wrapped' : null),
      unwrap: async () => null,
    }
    const key = { type: 'gcp_kms', resourceId: 'projects/p' } as const
    const options = { ...yaml, services: [service], addKeys: [key] }
    const rotated = await rotate(await encryptFor(zero), options)
    expect(rotated.metadata.keyGroups[0]?.keys.map(({ enc }) => enc)).toContain('wrapped')
    expect((await decrypt(rotated.text(), yaml)).text()).toBe(plain)
  })

  test('for age are wrapped also where only other services unwrap', async () => {
    const before = await encryptFor(zero)
    const { ageKeyService } = await import('@sopskit/keyservice-age')
    const inner = ageKeyService({ identities: [testIdentity(0)] })
    const service = { name: 'mine', wrap: async () => null, unwrap: inner.unwrap }
    const rotated = await rotate(before, { format: 'yaml', services: [service], addKeys: [one] })
    expect(recipientsOf(rotated)).toEqual([[zero, one]])
  })
})

describe('refused', () => {
  test.each([
    ['to remove the last key', { removeKeys: [zero] }, 'EMPTY_KEY_GROUP'],
    ['a recipient that is none', { addKeys: ['bogus'] }, 'INVALID_MASTER_KEY'],
    ['one to remove that is none', { removeKeys: ['bogus'] }, 'INVALID_MASTER_KEY'],
    ['a key that cannot be encrypted for', { addKeys: ['age1bogus'] }, 'WRAP_FAILED'],
    [
      'a kind of key without a service',
      { addKeys: [{ type: 'pgp', fingerprint: 'F' } as const] },
      'UNSUPPORTED_KEY_TYPE',
    ],
  ] as const)('%s', async (_, changes, code) => {
    const before = await encryptFor(zero)
    await expectError(code, () => rotate(before, { ...yaml, ...changes }))
  })

  test('a recipient that is none before the file is looked at', async () => {
    await expectError('INVALID_MASTER_KEY', () => rotate('a: x', { ...yaml, addKeys: ['bogus'] }))
  })

  test('what is not encrypted', async () => {
    await expectError('METADATA_NOT_FOUND', () => rotate('a: x', yaml))
  })
})
