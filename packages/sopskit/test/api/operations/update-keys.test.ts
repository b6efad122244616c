import { describeKeyChanges } from '@sopskit/core'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { describe, expect, test } from 'vitest'
import { checkKeys, decrypt, encrypt, updateKeys } from '../../../src/index.ts'
import { expectError } from '../../support/expect-error.ts'

const [zero, one] = [0, 1].map(testRecipient) as [string, string]
const yaml = { identities: [testIdentity(0)], format: 'yaml' } as const
const plain = '# top\na: x # inline\nl:\n    # in the list\n    - 1\n---\nb: y\n'
const encrypted = (await encrypt(plain, { format: 'yaml', recipients: zero })).text()

/** A file without what `updateKeys` may change. */
const withoutKeys = (text: string) => text.replaceAll(/^ {4}age:\n(?: {8}.*\n)*/gm, '')

test('nothing but the keys changes, in every document (CLI-102, D17)', async () => {
  const updated = await updateKeys(encrypted, { ...yaml, recipients: [zero, one] })
  expect(updated.changed).toBe(true)
  expect(withoutKeys(updated.text())).toBe(withoutKeys(encrypted))
  expect(updated.text().match(/BEGIN AGE/g)).toHaveLength(4)
  const other = { ...yaml, identities: [testIdentity(1)] }
  expect((await decrypt(updated.text(), other)).text()).toBe(
    (await decrypt(encrypted, yaml)).text(),
  )
  expect(updated.changes).toEqual(await checkKeys(encrypted, { ...yaml, recipients: [zero, one] }))
})

test('a file that has its keys already is given back, and no identity is needed (CLI-104)', async () => {
  const updated = await updateKeys(encrypted, { format: 'yaml', recipients: [zero, zero] })
  expect(updated.changed).toBe(false)
  expect(updated.text()).toBe(encrypted)
})

test('the MAC is neither needed nor verified (CLI-102)', async () => {
  const tampered = encrypted.replace(/mac: ENC\[.*/g, 'mac: ENC[]')
  const updated = await updateKeys(tampered, { ...yaml, recipients: one })
  const other = { ...yaml, identities: [testIdentity(1)] }
  await expectError('MAC_UNREADABLE', () => decrypt(updated.text(), other))
})

test('a file with a pattern that RE2 refuses keeps what is plain in it (Q8)', async () => {
  const before = (
    await encrypt('a: x\n', { format: 'yaml', recipients: zero, encryptedRegex: '^z' })
  )
    .text()
    .replace('encrypted_regex: ^z', 'encrypted_regex: (')
  const updated = await updateKeys(before, { ...yaml, recipients: one })
  expect(updated.text()).toContain('a: x\n')
  expect(updated.text()).toContain('encrypted_regex: (\n')
})

test('groups and a threshold', async () => {
  const options = { ...yaml, keyGroups: [[zero], [one]] }
  const updated = await updateKeys(encrypted, options)
  expect(updated.metadata.shamirThreshold).toBe(2)
  await expectError('DATA_KEY_UNAVAILABLE', () => decrypt(updated.text(), yaml))
  const both = { ...yaml, identities: [testIdentity(0), testIdentity(1)] }
  expect((await decrypt(updated.text(), both)).macVerified).toBe(true)
  const back = await updateKeys(updated.text(), { ...both, recipients: zero })
  expect(back.metadata.shamirThreshold).toBe(1)
})

describe('checkKeys', () => {
  test('says how the keys differ, without an identity', async () => {
    const changes = await checkKeys(encrypted, { format: 'yaml', recipients: one })
    expect(changes.changed).toBe(true)
    expect(describeKeyChanges(changes)).toBe(
      `The following changes will be made to the file's groups:\nGroup 1\n+++ ${one}\n--- ${zero}\n`,
    )
    expect((await checkKeys(encrypted, { format: 'yaml', recipients: zero })).changed).toBe(false)
  })

  test.each([
    ['no keys', {}, 'NO_RECIPIENTS'],
    ['a key that is none', { recipients: 'bogus' }, 'INVALID_MASTER_KEY'],
    ['two ways at once', { recipients: zero, keyGroups: [[one]] }, 'CONFLICTING_OPTIONS'],
  ] as const)('refuses %s', async (_, wanted, code) => {
    await expectError(code, () => checkKeys(encrypted, { format: 'yaml', ...wanted }))
    await expectError(code, () => updateKeys(encrypted, { ...yaml, ...wanted }))
  })

  test('refuses what is not encrypted', async () => {
    const options = { format: 'yaml', recipients: zero } as const
    await expectError('METADATA_NOT_FOUND', () => checkKeys('a: x\n', options))
  })
})

describe('updateKeys refuses', () => {
  test.each([
    ['an empty group', { keyGroups: [[zero], []] }, 'EMPTY_KEY_GROUP'],
    [
      'a threshold that cannot be met',
      { keyGroups: [[zero], [one]], shamirThreshold: 3 },
      'INVALID_THRESHOLD',
    ],
    ['a key that cannot be encrypted for', { recipients: [zero, 'age1bogus'] }, 'WRAP_FAILED'],
  ] as const)('%s', async (_, wanted, code) => {
    await expectError(code, () => updateKeys(encrypted, { ...yaml, ...wanted }))
  })

  test('without a key of the file', async () => {
    const options = { format: 'yaml', recipients: one, identities: [testIdentity(1)] } as const
    await expectError('DATA_KEY_UNAVAILABLE', () => updateKeys(encrypted, options))
  })
})
