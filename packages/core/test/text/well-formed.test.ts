import { isWellFormed, toWellFormed } from '@sopskit/core'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'

const names = ['isWellFormed', 'toWellFormed'] as const
const natives = names.map((name) => Object.getOwnPropertyDescriptor(String.prototype, name) ?? {})

afterEach(() => {
  for (const [index, name] of names.entries()) {
    Reflect.defineProperty(String.prototype, name, natives[index] ?? {})
  }
})

/** As on a runtime that is older than these methods. */
function withoutNatives(): void {
  for (const name of names) Reflect.defineProperty(String.prototype, name, { value: undefined })
}

describe.each([
  ['with the methods of the runtime', () => undefined],
  ['without', withoutNatives],
])('%s', (_, prepare) => {
  it.each([
    ['', true, ''],
    ['text é\u{1f600}', true, 'text é\u{1f600}'],
    ['\ud800', false, '\ufffd'],
    ['a\udc00b', false, 'a\ufffdb'],
    ['\ud83d\ud83d\ude00', false, '\ufffd\u{1f600}'],
    ['\udc00\ud800', false, '\ufffd\ufffd'],
  ])('%j', (text, expected, replaced) => {
    prepare()
    expect(isWellFormed(text)).toBe(expected)
    expect(toWellFormed(text)).toBe(replaced)
  })

  it('what is replaced has a UTF-8 form', () => {
    prepare()
    const units = fc.array(fc.integer({ min: 0xd7f0, max: 0xe010 }), { maxLength: 20 })
    fc.assert(
      fc.property(units, (codes) => {
        const text = String.fromCharCode(...codes)
        const replaced = toWellFormed(text)
        return isWellFormed(replaced) && isWellFormed(text) === (text === replaced)
      }),
    )
  })
})
