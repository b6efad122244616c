import { branch, entry, type TreeValue } from '@sopskit/core'
import { expect, test } from 'vitest'
import { redacted, SecretTexts } from '../src/build/secret-texts.ts'

const long = 'supersecretvalue '.repeat(8)

function shown(value: TreeValue, ...added: readonly string[]): TreeValue {
  const secrets = new SecretTexts()
  secrets.add(['supersecretvalue', 'line1\nline2', long, ...added])
  return secrets.redact(branch([entry('key', value)]))
}

const hidden = branch([entry('key', redacted)])

test.each([
  ['itself', 'supersecretvalue'],
  ['a part of another text', '--pw=supersecretvalue'],
  ['base64', Buffer.from('supersecretvalue').toString('base64')],
  [
    'base64 as a part of another text',
    `--pw=${Buffer.from('supersecretvalue').toString('base64')}`,
  ],
  ['a line break that is written as \\n', String.raw`PW: line1\nline2`],
  [
    'folded base64',
    (
      Buffer.from(long)
        .toString('base64')
        .match(/.{1,70}/g) ?? []
    ).join('\n'),
  ],
])('a decrypted value is hidden as %s', (_, value) => {
  expect(shown(value)).toEqual(hidden)
})

test('bytes that are no text are hidden as base64', () => {
  const bytes = Buffer.from([0xfe, 0xed, 0xfe, 0xed, 0, 1, 2, 3]).toString('base64')
  expect(shown(bytes, bytes)).toEqual(hidden)
})

test('other texts are shown', () => {
  expect(shown('a service')).toEqual(branch([entry('key', 'a service')]))
})
