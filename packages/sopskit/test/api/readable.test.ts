import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { decrypt, encrypt } from 'sopskit'
import { describe, expect, test } from 'vitest'
import { expectError } from '../support/expect-error.ts'

const recipients = testRecipient(0)
const identities = [testIdentity(0)]

describe('nothing is written that could not be read again', () => {
  test.each([
    ['clear text that reads back otherwise', 'a_unencrypted: -0.0\n', {}],
    [
      'a comment of a list that ends the reach of another (R6, V20)',
      'l:\n    # enc\n    # second\n    - x\n',
      { encryptedCommentRegex: 'enc' },
    ],
  ])('%s', async (_, text, rule) => {
    const options = { format: 'yaml', recipients, ...rule } as const
    await expectError('EMIT_FAILED', () => encrypt(text, options))
  })

  test('repeated keys, which YAML refuses', async () => {
    const options = { format: 'json', outputFormat: 'yaml', recipients } as const
    const error = await expectError('EMIT_FAILED', () => encrypt('{"a":1,"a":2}', options))
    expect(error.message).toContain('DUPLICATE_KEY')
  })
})

test('clear text that the MAC leaves out may change its spelling (M5)', async () => {
  const options = { format: 'yaml', recipients, macOnlyEncrypted: true } as const
  const { bytes } = await encrypt('a_unencrypted: -0.0\n', options)
  expect((await decrypt(bytes, { format: 'yaml', identities })).text()).toBe('a_unencrypted: 0\n')
})
