import { encodeUtf8, isSopsError } from '@sopskit/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadYaml } from '../../../src/yaml/load/load-yaml.ts'

const outcomes = [
  'loaded',
  'PARSE_FAILED',
  'EMPTY_DOCUMENT',
  'TOP_LEVEL_NOT_MAP',
  'KEY_NOT_STRING',
  'DUPLICATE_KEY',
  'NUMBER_OUT_OF_RANGE',
  'LIMIT_EXCEEDED',
]

const secret = 'hunter2'

// prettier-ignore
const pieces = fc.constantFrom(
  'a', 'b: ', ': ', ':', '- ', '? ', ', ', '[', ']', '{', '}', '"', "'", '|', '>', '|-\n', '\n',
  '\n  ', '\n\n', ' ', '  ', '\t', '#', ' # c', '&x ', '*x', '!', '!!int ', '!!binary ', '<<: ',
  '---\n', '...\n', '%YAML 1.1\n', '\\', '\\x', '\r\n', '\u2028', '\u0007', '1', '1e9', '~',
  secret, `${secret}: `, ` ${secret}\n`, `"${secret}"`, `&${secret} `, `*${secret}`, `!${secret} `,
)

test('any text gives a tree or an error that quotes nothing', () => {
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
      const outcome = outcomeOf(encodeUtf8(parts.join('')))
      expect(outcomes).toContain(outcome.code)
      expect(outcome.message).not.toContain(secret)
    }),
    { numRuns: 2000 },
  )
})

test('any bytes give a tree or an error', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      expect(outcomes).toContain(outcomeOf(bytes).code)
    }),
    { numRuns: 2000 },
  )
})

function outcomeOf(input: Uint8Array): { readonly code: string; readonly message: string } {
  try {
    loadYaml(input)
    return { code: 'loaded', message: '' }
  } catch (error) {
    if (isSopsError(error) && error.cause === undefined) return error
    return { code: String(error), message: '' }
  }
}
