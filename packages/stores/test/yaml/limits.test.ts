import { branch, encodeUtf8, entry, sequence } from '@sopskit/core'
import { yamlStore } from '@sopskit/stores/yaml'
import { expect, test } from 'vitest'
import { maxYamlSize } from '../../src/yaml/size-limit.ts'
import { refusalOf } from '../json/refusal.ts'

const store = yamlStore()

test('a file that is too large to be read is refused', () => {
  const bytes = new Uint8Array(maxYamlSize + 1)
  expect(refusalOf(() => store.load(bytes)).code).toBe('LIMIT_EXCEEDED')
})

test('more text than a file has is not written', () => {
  const text = 'x'.repeat(2 ** 25)
  const list = sequence(Array.from({ length: 16 }, () => text))
  const refusal = refusalOf(() => store.emit([branch([entry('a', list)])]))
  expect(refusal.code).toBe('LIMIT_EXCEEDED')
})

const long = 300_000

test.each([
  ['plain', 'x'.repeat(long)],
  ['in double quotes', '\u0001"\\'.repeat(long)],
  ['pairs in double quotes', `\u0001${'\u{1f600}'.repeat(long)}`],
  ['in single quotes', `'${"''".repeat(long)}`],
  ['a block', 'x\n'.repeat(long)],
  ['base 60, as older readers take it', `1${':11'.repeat(long)}`],
  ['nearly base 60', `1${':11'.repeat(long)}:`],
  ['digits', '1'.repeat(long)],
  ['digits and underscores', `.${'1_'.repeat(long)}`],
])('a long text: %s', (_, text) => {
  const [item] = store.load(store.emit([branch([entry('a', text)])]))[0]?.items ?? []
  expect(item?.kind === 'entry' && item.value === text).toBe(true)
})

test('base 60 is quoted, and what only looks like it is not (E34)', () => {
  const spelled = (text: string) =>
    new TextDecoder().decode(store.emit([branch([entry('a', text)])])).slice(3, -1)
  for (const text of ['1:0', '1:59', '-1_0:00:59.5', '+1:1:1.', '1:1.5_']) {
    expect(spelled(text)).toBe(`"${text}"`)
  }
  for (const text of ['1:60', '1:100', '1::1', ':1:1', '1:1:a', '1:1.1.1', '_1:1', '1:5_']) {
    expect(spelled(text)).toBe(text)
  }
})

test('floats that start with a point (P-table)', () => {
  const read = (text: string) => {
    const [item] = store.load(encodeUtf8(`a: ${text}\n`))[0]?.items ?? []
    return item?.kind === 'entry' ? item.value : undefined
  }
  expect(read('.1_2')).toBe(0.12)
  expect(read('.1_2e1_0')).toBe(0.12e10)
  for (const text of ['.1__2', '.1_', '._1', '.1_e1', '.1e1_']) expect(read(text)).toBe(text)
  expect(read(`.${'1_'.repeat(12_000_000)}1`)).toBe(1 / 9)
})
