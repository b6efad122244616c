import { branch, entry, sequence } from '@sopskit/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Scalar } from 'yaml'
import { parseAllDocuments, visit } from 'yaml'
import { resolvePlain } from '../../../src/yaml/scalars/resolve-plain.ts'
import { emittedDocuments } from './emitted.ts'

// U+2028 and U+2029 are line breaks to sops and to YAML 1.1, but not to the independent reader used here.
const pieces = [
  'a',
  'b',
  '0',
  '1',
  '.',
  '-',
  '+',
  ':',
  ' ',
  '\n',
  '\t',
  '#',
  '"',
  "'",
  '\\',
  '|',
  '>',
  '?',
]
const oddPieces = [
  '\r',
  '\0',
  '\x7f',
  '\u0085',
  '\u00a0',
  '\ufeff',
  '\uffff',
  '😀',
  '<<',
  '---',
  '...',
  '~',
  '_',
  'e',
  'yes',
  'null',
  '2001-01-02',
  '1:2',
  ', ',
  '[',
  '{',
  '*',
  '&',
  '!',
  '%',
  '@',
  '`',
  '=',
]
const text = fc.oneof(
  fc
    .array(fc.constantFrom(...pieces, ...oddPieces), { maxLength: 12 })
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary' }).filter((any) => !/[\u2028\u2029]/.test(any)),
)

/** The scalars of a file in order, each checked to be a string to a YAML 1.1 reader. */
function stringsIn(file: string): readonly string[] {
  const strings: string[] = []
  for (const document of parseAllDocuments(file, { version: '1.1', schema: 'failsafe' })) {
    if (!('contents' in document)) continue
    expect(document.errors).toEqual([])
    visit(document, { Scalar: (_, node) => void strings.push(stringOf(node)) })
  }
  return strings
}

function stringOf(node: Scalar): string {
  const value = String(node.value)
  // sops takes `!!merge <<` for the string it is (E33); as a key it has to stand before the right values (Q10).
  if (node.type === 'PLAIN')
    expect(resolvePlain(value).kind).toBe(value === '<<' ? 'merge' : 'string')
  return value
}

test('every string reads back as itself, wherever it stands', () => {
  fc.assert(
    fc.property(text, text, fc.constantFrom(0, 2, 3, 8), (key, value, indent) => {
      const inner = branch([
        entry(key, value),
        entry(`${key}z`, sequence([value, sequence([value])])),
      ])
      const document = branch([entry(key, value), entry(`${key}z`, sequence([inner, value]))])
      const file = emittedDocuments([document, branch([entry(key, inner)])], indent)
      const innerStrings = [key, value, `${key}z`, value, value]
      const expected = [key, value, `${key}z`, ...innerStrings, value, key, ...innerStrings]
      expect(stringsIn(file)).toEqual(expected)
    }),
    { numRuns: 1000 },
  )
})
