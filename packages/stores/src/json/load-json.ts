import type { TreeBranch, TreeBranches, TreeEntry, TreeSequence, TreeValue } from '@sopskit/core'
import {
  branch,
  entry,
  fitsInt64,
  isBranch,
  maxValues,
  requireFileSize,
  sequence,
} from '@sopskit/core'
import { JsonScanner } from './json-scanner.ts'
import { maxDepth } from './limits.ts'
import { decodeReplacing } from './utf8-runs.ts'

const replacement = 0xfffd

/** Reads the object at the start of the input; what follows it is ignored (J2). */
export function loadJson(input: Uint8Array): TreeBranches {
  requireFileSize(input.length)
  // Bytes that are not UTF-8 may stand in strings only, where each becomes U+FFFD (J6).
  const scanner = new JsonScanner(decodeReplacing(input, replacement))
  if (scanner.peek() === '\ufeff') {
    throw scanner.error(
      'PARSE_FAILED',
      'The JSON text starts with a byte order mark. Save it without.',
    )
  }
  const start = scanner.offset
  const value = readValue(scanner, 1)
  if (isBranch(value)) return [value]
  const message = 'A JSON file needs an object at its top level. Put the value under a key of one.'
  throw scanner.error('TOP_LEVEL_NOT_MAP', message, start)
}

function readValue(scanner: JsonScanner, depth: number): TreeValue {
  if (++scanner.values > maxValues) {
    const message = `The JSON text holds more than ${maxValues} values. Split it into several files.`
    throw scanner.error('LIMIT_EXCEEDED', message)
  }
  switch (scanner.peek()) {
    case '"':
      return scanner.string('a string')
    case '{':
      return readObject(scanner, depth)
    case '[':
      return readArray(scanner, depth)
    default:
      return readBareWord(scanner)
  }
}

function readObject(scanner: JsonScanner, depth: number): TreeBranch {
  open(scanner, '{', depth)
  const items: TreeEntry[] = []
  if (scanner.take('}')) return branch(items)
  do {
    const key = scanner.string('a quoted key')
    scanner.expect(':', 'the colon behind a key')
    items.push(entry(key, readValue(scanner, depth + 1)))
  } while (scanner.take(','))
  scanner.expect('}', 'a comma or the closing brace of an object')
  return branch(items)
}

function readArray(scanner: JsonScanner, depth: number): TreeSequence {
  open(scanner, '[', depth)
  const items: TreeValue[] = []
  if (scanner.take(']')) return sequence(items)
  do {
    items.push(readValue(scanner, depth + 1))
  } while (scanner.take(','))
  scanner.expect(']', 'a comma or the closing bracket of an array')
  return sequence(items)
}

function open(scanner: JsonScanner, bracket: string, depth: number): void {
  if (depth > maxDepth) {
    throw scanner.error(
      'LIMIT_EXCEEDED',
      'The JSON text nests deeper than 1,000 levels. Flatten it.',
    )
  }
  scanner.take(bracket)
}

function readBareWord(scanner: JsonScanner): TreeValue {
  if (scanner.take('true')) return true
  if (scanner.take('false')) return false
  if (scanner.take('null')) return null
  const start = scanner.offset
  const text = scanner.number()
  if (text === undefined) throw scanner.missing('a value')
  const number = parseNumber(text)
  if (typeof number === 'bigint' || Number.isFinite(number)) return number
  const message = 'A number in the JSON text is too large. Write it as a string.'
  throw scanner.error('NUMBER_OUT_OF_RANGE', message, start)
}

// J5: an int when it is spelled as one and fits 64 bits, else a float.
function parseNumber(text: string): bigint | number {
  const longestInt = 20
  if (text.length <= longestInt && !/[.eE]/.test(text)) {
    const integer = BigInt(text)
    if (fitsInt64(integer)) return integer
  }
  return Number(text)
}
