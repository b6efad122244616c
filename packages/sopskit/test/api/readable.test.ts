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

test.each(['+24:00', '-24:00', '+23:60'])(
  'a timestamp in a zone of %s is refused (P13)',
  async (zone) => {
    const text = `a: 2001-12-14T21:59:43${zone}\n`
    for (const key of ['a', 'a_unencrypted']) {
      const options = { format: 'yaml', recipients } as const
      await expectError('UNSUPPORTED_VALUE', () => encrypt(text.replace('a', key), options))
    }
  },
)

describe('the input', () => {
  test('is read before the caller can change it', async () => {
    const input = Buffer.from('a: before\n')
    const pending = encrypt(input, { format: 'yaml', recipients })
    input.fill(0x78)
    const decrypted = await decrypt((await pending).bytes, { format: 'yaml', identities })
    expect(decrypted.text()).toBe('a: before\n')
  })

  test('is text that has UTF-8', async () => {
    const options = { format: 'yaml', recipients } as const
    await expectError('UNSUPPORTED_VALUE', () => encrypt('a: "\ud800"\n', options))
  })
})
