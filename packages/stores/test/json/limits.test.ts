import { branch, encodeUtf8, entry, maxFileSize, maxValues, sequence } from '@sopskit/core'
import type { TreeValue } from '@sopskit/core'
import { jsonStore } from '@sopskit/stores/json'
import { describe, expect, test } from 'vitest'
import { refusalOf } from './refusal.ts'

const store = jsonStore()
const load = (text: string) => store.load(encodeUtf8(text))
const emitted = (value: TreeValue) =>
  new TextDecoder().decode(store.emit([branch([entry('a', value)])])).slice('{\n\t"a": '.length, -3)

describe('what is too large is refused', () => {
  test('more bytes than a file has', () => {
    const bytes = new Uint8Array(maxFileSize + 1)
    expect(refusalOf(() => store.load(bytes)).code).toBe('LIMIT_EXCEEDED')
  })

  test.each([
    ['values', (count: number) => `{"a":[${'1,'.repeat(count - 3)}1]}`],
    ['lists', (count: number) => `{"a":[${'[],'.repeat(count - 3)}1]}`],
    ['maps', (count: number) => `{"a":[${'{},'.repeat(count - 3)}1]}`],
  ])('more %s than a file may hold', (_, text) => {
    expect(load(text(maxValues))).toHaveLength(1)
    const refusal = refusalOf(() => load(text(maxValues + 1)))
    expect(refusal.code).toBe('LIMIT_EXCEEDED')
    expect(refusal.position?.line).toBe(1)
  })

  test('more text than a file has, which is noticed before it is made', () => {
    let value: TreeValue = sequence(Array.from({ length: 1000 }, () => null))
    for (let level = 0; level < 990; level++) value = sequence([value])
    const wide = jsonStore({ indent: 1000 })
    expect(refusalOf(() => wide.emit([branch([entry('a', value)])])).code).toBe('LIMIT_EXCEEDED')
  })
})

describe('long strings', () => {
  const long = 300_000

  test.each([
    ['plain', 'x'.repeat(long)],
    ['escaped throughout', '\u0000"\\\n'.repeat(long)],
    ['pairs', `x${'\u{1f600}'.repeat(long)}`],
    ['line separators', '\u2028'.repeat(long)],
  ])('%s', (_, text) => {
    const json = emitted(text)
    expect(JSON.parse(json) === text).toBe(true)
    expect(load(`{"a":${json}}`)[0]?.items[0]).toMatchObject({ key: 'a' })
    const [loaded] = load(`{"a":${json}}`)[0]?.items ?? []
    expect(loaded?.kind === 'entry' && loaded.value === text).toBe(true)
  })

  test('of bytes that are not UTF-8: each becomes an escape, pairs stay (J9)', () => {
    const bytes = Buffer.concat([
      Buffer.from('\u{1f600}"'.repeat(long)),
      Buffer.alloc(long, 0xff),
      Buffer.from('\ufffd'),
    ])
    const expected = `"${'\u{1f600}\\"'.repeat(long)}${'\\ufffd'.repeat(long)}\ufffd"`
    expect(emitted(bytes) === expected).toBe(true)
  })

  test('half of surrogate pairs, read as replacements (J6)', () => {
    const [item] = load(`{"a":"${'\\ud800'.repeat(long)}\\ud83d\\ude00"}`)[0]?.items ?? []
    expect(item?.kind === 'entry' && item.value === `${'\ufffd'.repeat(long)}\u{1f600}`).toBe(true)
  })

  test('an error at the end of a long line has its place', () => {
    const refusal = refusalOf(() => load(`{"a":"${'\u{1f600}'.repeat(long)}"`))
    expect(refusal.position).toEqual({ line: 1, column: long + 8 })
  })
})
