import { testRecipient } from '@sopskit/test-vectors'
import { expect, test } from 'vitest'
import * as api from '../../src/index.ts'
import { expectError } from '../support/expect-error.ts'

// As plain JavaScript calls them.
const called = (name: string, ...args: readonly unknown[]): unknown => {
  const one: unknown = Reflect.get(api, name)
  return typeof one === 'function' ? Reflect.apply(one, undefined, args) : undefined
}

const functions = [
  'decrypt',
  'decryptFile',
  'decryptToObject',
  'encrypt',
  'encryptFile',
  'encryptObject',
  'addKeyGroup',
  'addKeyGroupInFile',
  'deleteKeyGroup',
  'deleteKeyGroupInFile',
  'rotate',
  'rotateFile',
  'setValue',
  'setValueInFile',
  'unsetValue',
  'unsetValueInFile',
  'updateKeys',
  'checkKeys',
  'updateKeysInFile',
  'checkKeysInFile',
  'updateKeysInFiles',
  'editFile',
  'environmentOf',
  'runWithEnvironment',
  'runWithFile',
  'publishFile',
  'publishFiles',
]

test.each(functions)('%s refuses an option that there is none of', async (name) => {
  const options = { format: 'yaml', recipients: testRecipient(0), inplace: true }
  const error = await expectError('INVALID_OPTION', () => called(name, 'missing.yaml', options))
  expect(error.message).toBe('There is no option "inplace". Did you mean inPlace?')
  await expectError('INVALID_OPTION', () => called(name, 'missing.yaml'))
})

test.each([
  ['encrypted_regex', ' "encrypted_regex". Did you mean encryptedRegex?'],
  ['ignoremac', ' "ignoremac". Did you mean ignoreMac?'],
  ['somethingElse', ' "somethingElse".'],
  ['toString', ' "toString".'],
  ['AGE-SECRET-KEY-1QQ', ' of such a name.'],
])('%s is named, and so is what may be meant', async (name, text) => {
  const error = await expectError('INVALID_OPTION', () => called('encrypt', '', { [name]: 1 }))
  expect(error.message).toBe(`There is no option${text}`)
})
