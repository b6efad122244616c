import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { describe, expect, test } from 'vitest'
import { decrypt, encrypt, unsetValue } from '../../../src/index.ts'
import { expectError } from '../../support/expect-error.ts'
import { differingLines } from '../../support/differing-lines.ts'

const yaml = { identities: [testIdentity(0)], format: 'yaml' } as const
const now = new Date('2024-05-06T07:08:09Z')
const plain = `a: x
# about the map
m:
    k: 1
l:
    - same
    - same
    - other
`
const encrypted = (
  await encrypt(plain, { format: 'yaml', recipients: testRecipient(0), now: new Date(0) })
).text()

test.each([
  ['["a"]', 'a: x\n', ''],
  ['["m"]["k"]', '    k: 1\n', '    {}\n'],
  ['["l"][2]', '    - other\n', ''],
])('X30: without %s', async (path, part, rest) => {
  const after = await unsetValue(encrypted, { ...yaml, path })
  expect(after.changed).toBe(true)
  const expected = plain.replace(part, rest).replace('m:\n    {}', 'm: {}')
  expect((await decrypt(after.text(), yaml)).text()).toBe(expected)
})

test.each([0, 1, 2])(
  'every other item of a list keeps its line: without item %i (V19)',
  async (n) => {
    const after = await unsetValue(encrypted, { ...yaml, now, path: ['l', n] })
    expect(differingLines(encrypted, after.text())).toHaveLength(2)
    expect(differingLines(after.text(), encrypted)).toHaveLength(3)
  },
)

describe('what is not there', () => {
  const paths = [
    '["zz"]',
    '["zz"]["d"]',
    '["m"]["q"]',
    '["l"][9]',
    '["l"][9]["k"]',
    '[0]',
    '["m"][0]',
  ]

  test.each(paths)('is an error: %s', async (path) => {
    await expectError('PATH_NOT_FOUND', () => unsetValue(encrypted, { ...yaml, path }))
  })

  test.each(paths)('is what is wanted when idempotent: %s (CLI-095)', async (path) => {
    const after = await unsetValue(encrypted, { ...yaml, path, idempotent: true })
    expect(after.changed).toBe(false)
    expect(after.text()).toBe(encrypted)
  })
})

test.each([
  ['["a"]["b"]', 'PATH_MISMATCH'],
  ['["a"][0]', 'PATH_MISMATCH'],
  ['["l"]["x"]', 'PATH_MISMATCH'],
  ['["l"][-1]', 'PATH_MISMATCH'],
  ['', 'INVALID_PATH'],
  ['a', 'INVALID_PATH'],
] as const)('an error also when idempotent: %j (X30)', async (path, code) => {
  for (const idempotent of [false, true]) {
    await expectError(code, () => unsetValue(encrypted, { ...yaml, path, idempotent }))
  }
})

test('idempotent still verifies the file (CLI-056)', async () => {
  const options = { ...yaml, path: '["zz"]', idempotent: true }
  const tampered = encrypted.replace(/type:int\]/, 'type:str]')
  await expectError('MAC_MISMATCH', () => unsetValue(tampered.replace(/ k: .*/, ' k: ""'), options))
  await expectError('DATA_KEY_UNAVAILABLE', () =>
    unsetValue(encrypted, { ...options, identities: [testIdentity(1)] }),
  )
})
