import { type Aead, isSopsError, loadAead } from '@sopskit/core'
import { valueVectors } from '@sopskit/test-vectors'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aeads } from '../support/aeads.ts'

const bytes = (length: number): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array({ minLength: length, maxLength: length })

it('finds node:crypto on Node and @noble/ciphers when asked', () => {
  expect(aeads.map((aead) => aead.name)).toEqual(['node:crypto', '@noble/ciphers'])
})

it('falls back when the runtime has no built-in modules', async () => {
  const { getBuiltinModule } = process
  try {
    Object.assign(process, { getBuiltinModule: undefined })
    expect((await loadAead()).name).toBe('@noble/ciphers')
  } finally {
    Object.assign(process, { getBuiltinModule })
  }
})

it('falls back when the built-in module refuses long IVs, as Deno does', async () => {
  const { getBuiltinModule } = process
  const crypto = process.getBuiltinModule('node:crypto')
  const refuses = { ...crypto, createDecipheriv: () => expect.fail('refused') }
  try {
    Object.assign(process, { getBuiltinModule: () => refuses })
    expect((await loadAead()).name).toBe('@noble/ciphers')
  } finally {
    Object.assign(process, { getBuiltinModule })
  }
})

describe.each(aeads)('$name', (aead) => {
  it('seals and opens every value vector (V1, V4)', () => {
    for (const vector of valueVectors) {
      const key = aead.importKey(vector.key)
      const [iv, aad] = [vector.iv, new TextEncoder().encode(vector.aad)]
      const box = key.seal(vector.plaintext, iv, aad)
      const [, data = '', , tag = ''] = /data:(.*),iv:(.*),tag:(.*),type/.exec(vector.text) ?? []
      expect(Buffer.from(box.ciphertext).toString('base64')).toBe(data)
      expect(Buffer.from(box.tag).toString('base64')).toBe(tag)
      const sealed = Buffer.concat([box.ciphertext, box.tag])
      expect(Buffer.from(key.open(sealed, iv, aad) ?? [])).toEqual(Buffer.from(vector.plaintext))
    }
    expect(valueVectors).toHaveLength(12)
  })

  it.each([16, 24, 32])('takes a data key of %i bytes (V3)', (length) => {
    const key = aead.importKey(new Uint8Array(length))
    const box = key.seal(new Uint8Array(3), new Uint8Array(32), new Uint8Array())
    expect(box.tag).toHaveLength(16)
  })

  it.each([0, 15, 31, 33])('refuses a data key of %i bytes (V3, S8)', (length) => {
    expect(() => aead.importKey(new Uint8Array(length))).toThrow(
      expect.toSatisfy((error) => isSopsError(error, 'INVALID_DATA_KEY')),
    )
  })

  it('does not see the caller wiping the data key', () => {
    const raw = new Uint8Array(32).fill(7)
    const key = aead.importKey(raw)
    const before = key.seal(new Uint8Array(5), new Uint8Array(32), new Uint8Array())
    raw.fill(0)
    expect(key.seal(new Uint8Array(5), new Uint8Array(32), new Uint8Array())).toEqual(before)
  })

  it('opens nothing shorter than a tag, and no tag that was cut', () => {
    const key = aead.importKey(new Uint8Array(32))
    const [iv, aad] = [new Uint8Array(32), new Uint8Array()]
    const { ciphertext, tag } = key.seal(new Uint8Array(5), iv, aad)
    for (let length = 0; length < 16; length++) {
      expect(key.open(tag.slice(0, length), iv, aad)).toBeUndefined()
      expect(key.open(Buffer.concat([ciphertext, tag.slice(0, length)]), iv, aad)).toBeUndefined()
    }
  })

  it('refuses any change of one bit', () => {
    fc.assert(
      fc.property(
        bytes(32),
        bytes(32),
        fc.uint8Array({ maxLength: 40 }),
        fc.nat(),
        (dataKey, iv, text, at) => {
          const key = aead.importKey(dataKey)
          const aad = new TextEncoder().encode('a:')
          const { ciphertext, tag } = key.seal(text, iv, aad)
          const sealed = Buffer.concat([ciphertext, tag])
          const bit = at % (sealed.length * 8)
          sealed[bit >> 3] = sealed[bit >> 3]! ^ (1 << (bit & 7))
          expect(key.open(sealed, iv, aad)).toBeUndefined()
        },
      ),
    )
  })
})

it('both implementations give the same bytes', () => {
  const [native, portable] = aeads as [Aead, Aead]
  fc.assert(
    fc.property(
      fc.constantFrom(16, 24, 32).chain(bytes),
      fc.uint8Array({ minLength: 8, maxLength: 64 }),
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ unit: 'binary' }),
      (dataKey, iv, text, aadText) => {
        const aad = new TextEncoder().encode(aadText)
        const left = native.importKey(dataKey).seal(text, iv, aad)
        const right = portable.importKey(dataKey).seal(text, iv, aad)
        expect(Buffer.from(left.ciphertext)).toEqual(Buffer.from(right.ciphertext))
        expect(Buffer.from(left.tag)).toEqual(Buffer.from(right.tag))
        const digests = [native, portable].map((aead) => {
          const hash = aead.createSha512()
          hash.update(text)
          hash.update(aadText)
          return Buffer.from(hash.digest()).toString('hex')
        })
        expect(digests[0]).toBe(digests[1])
      },
    ),
  )
})
