import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decryptToObject, encrypt, encryptObject, type PlainObject } from '../../src/index.ts'
import { expectError } from '../support/expect-error.ts'

const recipients = testRecipient(0)
const identities = [testIdentity(0)]

describe.each(['yaml', 'json'] as const)('objects as %s', (format) => {
  const there = (value: Parameters<typeof encryptObject>[0]) =>
    encryptObject(value, { format, recipients })
  const back = async (text: Uint8Array) => decryptToObject(text, { format, identities })

  test('keep their types', async () => {
    const value = {
      text: 'hunter2',
      int: 5432,
      big: 9223372036854775807n,
      float: 0.5,
      yes: true,
      nothing: null,
      list: [1, 'two', { deep: false }],
      empty: {},
    }
    const encrypted = await there(value)
    expect(encrypted.text()).not.toContain('hunter2')
    expect(encrypted.text().match(/type:int\]/g)).toHaveLength(3)
    const decrypted = await back(encrypted.bytes)
    expect(decrypted.value).toEqual(value)
    expect(decrypted).toMatchObject({ macVerified: true, warnings: [] })
  })

  test('with keys that mean something in JavaScript', async () => {
    const value: PlainObject = Object.fromEntries<PlainObject | string>([
      ['__proto__', { evil: 'x' }],
      ['constructor', 'y'],
    ])
    const decrypted = await back((await there(value)).bytes)
    expect(Object.keys(decrypted.value)).toEqual(['__proto__', 'constructor'])
    expect(({} as Record<string, unknown>)['evil']).toBeUndefined()
  })

  test('whatever they hold', async () => {
    const key = fc.string({ unit: 'grapheme', minLength: 1 }).filter((name) => name !== 'sops')
    const scalar = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.maxSafeInteger(),
      fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }),
      fc.boolean(),
      fc.constant(null),
    )
    const value = fc.dictionary(key, fc.oneof(scalar, fc.array(scalar), fc.dictionary(key, scalar)))
    await fc.assert(
      fc.asyncProperty(value, async (object) => {
        expect((await back((await there(object)).bytes)).value).toEqual({ ...object })
      }),
      { numRuns: 25 },
    )
  })
})

test('a date is a timestamp in YAML', async () => {
  const when = new Date('2024-01-02T03:04:05.678Z')
  const { bytes } = await encryptObject({ when }, { format: 'yaml', recipients })
  const options = { format: 'yaml', identities } as const
  expect((await decryptToObject(bytes, options)).value).toEqual({
    when: '2024-01-02T03:04:05.678Z',
  })
  const dates = await decryptToObject(bytes, { ...options, timestamps: 'date' })
  expect(dates.value).toEqual({ when })
})

test('ints are bigints on demand', async () => {
  const { bytes } = await encryptObject({ a: 1 }, { format: 'json', recipients })
  const decrypted = await decryptToObject(bytes, { format: 'json', identities, integers: 'bigint' })
  expect(decrypted.value).toEqual({ a: 1n })
})

test('all documents are there', async () => {
  const { bytes } = await encrypt('a: 1\n---\nb: 2\n', { format: 'yaml', recipients })
  const decrypted = await decryptToObject(bytes, { format: 'yaml', identities })
  expect(decrypted.value).toEqual({ a: 1 })
  expect(decrypted.documents).toEqual([{ a: 1 }, { b: 2 }])
})

test('a key that stands twice is refused (J4)', async () => {
  const { bytes } = await encrypt('{"a": 1, "a": 2}', { format: 'json', recipients })
  await expectError('DUPLICATE_KEY', () => decryptToObject(bytes, { format: 'json', identities }))
})

test('an object with an entry named sops is refused', async () => {
  const options = { format: 'yaml', recipients } as const
  await expectError('ALREADY_ENCRYPTED', () => encryptObject({ sops: 1 }, options))
})
