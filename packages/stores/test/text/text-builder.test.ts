import { encodeUtf8, maxFileSize } from '@sopskit/core'
import { describe, expect, test } from 'vitest'
import { TextBuilder } from '../../src/text/text-builder.ts'
import { refusalOf } from '../json/refusal.ts'

describe('text from pieces', () => {
  test.each([0, 1, 8191, 8192, 8193, 50_000])('%i of them', (count) => {
    const out = new TextBuilder()
    for (let index = 0; index < count; index++) out.push(`é${index}`)
    const text = Array.from({ length: count }, (_, index) => `é${index}`).join('')
    expect(out.toString()).toBe(text)
    expect(out.toBytes()).toEqual(encodeUtf8(text))
  })

  test('no more characters than a file has, however they come', () => {
    const out = new TextBuilder()
    const piece = 'x'.repeat(2 ** 20)
    for (let index = 0; index < maxFileSize / piece.length; index++) out.push(piece)
    out.push('')
    expect(refusalOf(() => out.push('x')).code).toBe('LIMIT_EXCEEDED')
  })

  test('no more bytes either', () => {
    const out = new TextBuilder()
    for (let index = 0; index < 180; index++) out.push('日'.repeat(1_000_000))
    expect(refusalOf(() => out.toBytes()).code).toBe('LIMIT_EXCEEDED')
  })
})
