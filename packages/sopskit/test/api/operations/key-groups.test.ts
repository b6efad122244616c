import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { expect, test } from 'vitest'
import { addKeyGroup, decrypt, deleteKeyGroup, encrypt } from '../../../src/index.ts'
import { expectError } from '../../support/expect-error.ts'

const [zero, one, two] = [0, 1, 2].map(testRecipient) as [string, string, string]
const all = { format: 'yaml', identities: [0, 1, 2].map(testIdentity) } as const
const encrypted = (await encrypt('a: x\n', { format: 'yaml', recipients: zero })).text()
const withoutKeys = (text: string) =>
  text.replaceAll(/^ {4}(?:age|key_groups|shamir_threshold):.*\n(?: {8}.*\n)*/gm, '')

test('groups come and go, and nothing else changes (CLI-107)', async () => {
  const second = await addKeyGroup(encrypted, { ...all, keys: [one, two] })
  expect(second.metadata.keyGroups.map(({ keys }) => keys.length)).toEqual([1, 2])
  expect(second.metadata.shamirThreshold).toBe(2)
  expect(withoutKeys(second.text())).toBe(withoutKeys(encrypted))
  const third = await addKeyGroup(second.text(), { ...all, keys: [two] })
  expect(third.metadata).toMatchObject({ shamirThreshold: 2, keyGroups: [{}, {}, {}] })
  const less = await deleteKeyGroup(third.text(), { ...all, index: 0 })
  const either = { ...all, identities: [testIdentity(1), testIdentity(2)] }
  expect((await decrypt(less.text(), either)).text()).toBe('a: x\n')
  const last = await deleteKeyGroup(less.text(), { ...all, index: 0, shamirThreshold: 1 })
  expect((await decrypt(last.text(), { ...all, identities: [testIdentity(2)] })).text()).toBe(
    'a: x\n',
  )
  expect(withoutKeys(last.text())).toBe(withoutKeys(encrypted))
})

test('what sops writes so that nobody can read it is refused (CLI-106)', async () => {
  const add = (keys: readonly string[], shamirThreshold?: number) =>
    addKeyGroup(encrypted, { ...all, keys, shamirThreshold })
  await expectError('EMPTY_KEY_GROUP', () => add([]))
  await expectError('INVALID_MASTER_KEY', () => add(['bogus']))
  await expectError('WRAP_FAILED', () => add(['age1bogus']))
  await expectError('INVALID_THRESHOLD', () => add([one], 3))
  await expectError('INVALID_THRESHOLD', () => add([one], 1))
  await expectError('NO_RECIPIENTS', () => deleteKeyGroup(encrypted, { ...all, index: 0 }))
})

test('a group that is not there, for which sops crashes', async () => {
  await expectError('KEY_GROUP_NOT_FOUND', () => deleteKeyGroup(encrypted, { ...all, index: 1 }))
})

test('a group that is needed (CLI-107)', async () => {
  const file = (await addKeyGroup(encrypted, { ...all, keys: [one] })).text()
  await expectError('INVALID_THRESHOLD', () => deleteKeyGroup(file, { ...all, index: 1 }))
})
