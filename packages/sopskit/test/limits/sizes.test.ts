import { maxFileSize } from '@sopskit/core'
import { maxBinarySize } from '@sopskit/stores/binary'
import { describe, expect, test } from 'vitest'
import { maxYamlSize } from '../../../stores/src/yaml/size-limit.ts'
import { decrypting, encrypting } from './support.ts'

// The memory of an array that nothing is written to costs nothing.
describe('a file that is too large is refused before anything is made of it', () => {
  test.each([
    ['yaml', maxYamlSize],
    ['json', maxFileSize],
    ['dotenv', maxFileSize],
    ['ini', maxFileSize],
    ['binary', maxFileSize],
  ] as const)('%s of more than %i bytes', async (format, size) => {
    const content = new Uint8Array(size + 1)
    expect(await encrypting(format, content)).toBe('LIMIT_EXCEEDED')
    expect(await decrypting(format, content)).toBe('LIMIT_EXCEEDED')
  })

  test('a plain binary file, whose base64 has to fit as well', async () => {
    expect(await encrypting('binary', new Uint8Array(maxBinarySize + 1))).toBe('LIMIT_EXCEEDED')
  })

  test('text, by its length', async () => {
    const text = 'x'.repeat(maxFileSize + 1)
    expect(await encrypting('json', text)).toBe('LIMIT_EXCEEDED')
    expect(await decrypting('dotenv', text)).toBe('LIMIT_EXCEEDED')
  })
})

test('a file of too many values is refused, though it is small', async () => {
  const values = '1,'.repeat(2_000_001)
  expect(await encrypting('json', `{"a":[${values}1]}`)).toBe('LIMIT_EXCEEDED')
  expect(await encrypting('yaml', `a: [${values}1]\n`)).toBe('LIMIT_EXCEEDED')
  expect(await encrypting('dotenv', 'a=\n'.repeat(2_000_001))).toBe('LIMIT_EXCEEDED')
})
