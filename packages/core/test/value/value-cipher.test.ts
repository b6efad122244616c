import { encodeBase64, isSopsError } from '@sopskit/core'
import { valueVectors } from '@sopskit/test-vectors'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createValueCipher } from '../../src/value/value-cipher.ts'
import { aeads } from '../support/aeads.ts'

const dataKey = new Uint8Array(32).fill(3)
const iv = new Uint8Array(32).fill(5)
const place = { aad: 'a:', path: ['a'] }

describe.each(aeads)('$name', (aead) => {
  const cipher = createValueCipher(aead, dataKey)
  const text = cipher.seal({ plaintext: 'hello', type: 'str', aad: 'a:', iv })

  it('writes and reads every vector of real sops (V4, V5, V6, V7)', () => {
    for (const { key, plaintext, type, aad, ...vector } of valueVectors) {
      const own = createValueCipher(aead, key)
      expect(own.seal({ plaintext, type, aad, iv: vector.iv })).toBe(vector.text)
      const opened = own.open(vector.text, { aad, path: [] })
      expect(Buffer.from(opened.plaintext)).toEqual(Buffer.from(plaintext))
      expect([opened.type, Buffer.from(opened.iv)]).toEqual([type, Buffer.from(vector.iv)])
    }
    expect(valueVectors).toHaveLength(12)
  })

  it.each([8, 12, 16, 64])('reads an IV of %i bytes (V2)', (length) => {
    const sealed = cipher.seal({
      plaintext: 'x',
      type: 'str',
      aad: 'a:',
      iv: new Uint8Array(length),
    })
    expect(Buffer.from(cipher.open(sealed, place).plaintext).toString()).toBe('x')
  })

  it('reads a tag that is cut elsewhere (V11)', () => {
    const [, data = '', tag = ''] = /data:(.*),iv:.*,tag:(.*),type/.exec(text) ?? []
    const whole = Buffer.concat([Buffer.from(data, 'base64'), Buffer.from(tag, 'base64')])
    const moved = text
      .replace(data, whole.subarray(0, -3).toString('base64'))
      .replace(tag, whole.subarray(-3).toString('base64'))
    expect(moved).not.toBe(text)
    expect(Buffer.from(cipher.open(moved, place).plaintext).toString()).toBe('hello')
  })

  it('skips CR inside base64 (V10)', () => {
    expect(cipher.open(text.replace(',iv:', '\r,iv:'), place).type).toBe('str')
  })

  it.each([
    ['MALFORMED_VALUE', 'no padding (V10)', text.replaceAll('=', '')],
    ['MALFORMED_VALUE', 'an extra field (V9)', text.replace(',type', ',foo:bar,type')],
    ['MALFORMED_VALUE', 'a short IV', text.replace(encodeBase64(iv), encodeBase64(iv.slice(0, 7)))],
    [
      'VALUE_TAMPERED',
      'another IV',
      text.replace(encodeBase64(iv), encodeBase64(new Uint8Array(32))),
    ],
    [
      'VALUE_TAMPERED',
      'an IV cut to 12 bytes',
      text.replace(encodeBase64(iv), encodeBase64(iv.slice(0, 12))),
    ],
    ['VALUE_TAMPERED', 'a tag cut to 12 bytes', text.replace(/tag:(.{16}).*?,/, 'tag:$1,')],
    ['VALUE_NOT_ENCRYPTED', 'plain text', 'hunter2'],
  ] as const)('%s: %s', (code, _, changed) => {
    expect(() => cipher.open(changed, place)).toThrow(
      expect.toSatisfy((error) => isSopsError(error, code) && !error.message.includes(changed)),
    )
  })

  it('binds a value to its place (V5)', () => {
    expect(() => cipher.open(text, { aad: 'b:', path: ['b'] })).toThrow(
      expect.toSatisfy((error) => isSopsError(error, 'VALUE_TAMPERED') && error.path?.[0] === 'b'),
    )
  })

  it('gives back any bytes of any length', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.string({ unit: 'binary' }),
        (plaintext, aad) => {
          const sealed = cipher.seal({ plaintext, type: 'str', aad, iv })
          if (plaintext.length === 0) return
          expect(Buffer.from(cipher.open(sealed, { aad, path: [] }).plaintext)).toEqual(
            Buffer.from(plaintext),
          )
        },
      ),
    )
  })
})
