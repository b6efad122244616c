import { describe, expect, it } from 'vitest'
import { decodeBech32 } from '../src/bech32.ts'
import { testKey } from './support.ts'

// The examples of BIP 173, but without its limit of 90 characters, which age does not have.
describe('decodeBech32', () => {
  it.each([
    ['A12UEL5L', 'a', 0],
    ['a12uel5l', 'a', 0],
    [
      'an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs',
      'an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio',
      0,
    ],
    [`11${'q'.repeat(82)}c8247j`, '1', 51],
    ['?1ezyfcl', '?', 0],
    ['a1pyq62zuu', 'a', 1],
    ['a1pqqs0m5uj2', 'a', 2],
  ])('takes %s', (text, prefix, byteLength) => {
    const decoded = decodeBech32(text)
    expect(decoded?.prefix).toBe(prefix)
    expect(decoded?.bytes).toHaveLength(byteLength)
  })

  it.each([
    ['no separator', 'pzry9x0s0muk'],
    ['an empty prefix', '1pzry9x0s0muk'],
    ['a letter that is not of the alphabet', 'x1b4n0q5v'],
    ['a checksum that is too short', 'li1dgmt3'],
    ['a character above the range in the checksum', 'de1lg7wt\u00ff'],
    ['a checksum of the other case', 'A1G7SGD8'],
    ['a control character in the prefix', '\u00201nwldj5'],
    ['mixed case', 'A12uel5l'],
    [
      'a letter that is ASCII in lower case only',
      testKey('x25519').identity.replace('K', '\u212a'),
    ],
    ['nothing', ''],
    ['bits left over that are not zero', 'a1ppjxu3w5'],
    ['five bits left over', 'a1pv7wwwr'],
    ['seven bits left over', 'a1ppqqcc4nl'],
  ])('refuses %s', (_, text) => {
    expect(decodeBech32(text)).toBeUndefined()
  })

  it('notices every changed letter', () => {
    const text = 'age1yubikey1qurswpc8qurswpc8qurswpc8qurswpc8qurswpc8qurswpc8qursw5p6jtd'
    expect(decodeBech32(text)).toEqual({
      prefix: 'age1yubikey',
      bytes: new Uint8Array(33).fill(7),
    })
    for (let index = 0; index < text.length; index++) {
      const letter = text[index] === 'q' ? 'p' : 'q'
      expect(decodeBech32(text.slice(0, index) + letter + text.slice(index + 1))).toBeUndefined()
    }
  })
})
