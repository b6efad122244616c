import {
  branch,
  collectLeaves,
  comment,
  compileRule,
  computeMac,
  decodeUtf8,
  defaultRule,
  entry,
  isSopsError,
  planLeaves,
  sequence,
  type TreeBranches,
} from '@sopskit/core'
import { macVectors } from '@sopskit/test-vectors'
import { describe, expect, it } from 'vitest'
import { sealMac } from '../../src/mac/seal-mac.ts'
import { verifyMac } from '../../src/mac/verify-mac.ts'
import { createValueCipher } from '../../src/value/value-cipher.ts'
import { aeads } from '../support/aeads.ts'

const rule = await compileRule(defaultRule)

/** The tree of M2: it hashes `x1True2.5w`. */
const example = [
  branch([
    entry('b', 'x'),
    entry('a', sequence([1n, true, branch([entry('z', 2.5), entry('y', null)])])),
    entry('c_unencrypted', branch([entry('q', 'w')])),
    entry('e', ''),
  ]),
]

describe.each(aeads)('$name', (aead) => {
  const macOf = (tree: TreeBranches, onlyEncrypted = false) =>
    computeMac(planLeaves(collectLeaves(tree), rule), { aead, onlyEncrypted })
  const macOfText = (text: string) => macOf([branch([entry('a', text)])])

  it('hashes what the vectors of real sops say (M1)', () => {
    const [whole, marked] = [false, true].map((only) =>
      macVectors.filter(({ note }) => note.startsWith('mac_only') === only),
    )
    for (const { hashed, mac } of whole ?? [])
      expect(macOfText(decodeUtf8(hashed) ?? '?')).toBe(mac)
    expect(marked?.map(({ mac }) => mac)).toEqual([macOf([branch([entry('a', 'x')])], true)])
    expect(macVectors).toHaveLength(3)
  })

  it('walks documents and lists in order, without keys or separators (M2, M3)', () => {
    expect(macOf(example)).toBe(macOfText('x1True2.5w'))
    expect(macOf([...example, branch([entry('k', 'more')])])).toBe(macOfText('x1True2.5wmore'))
  })

  it('leaves comments, nulls and empty values out (M3, M4)', () => {
    const tree = [branch([comment(' c'), entry('a', sequence([comment('d'), 'x', null, '']))])]
    expect(macOf(tree)).toBe(macOfText('x'))
  })

  it('counts only encrypted leaves under mac_only_encrypted (M5)', () => {
    const both = [branch([entry('a', 'x'), entry('b_unencrypted', 'anything')])]
    expect(macOf(both, true)).toBe(macOf([branch([entry('a', 'x')])], true))
    expect(macOf(both, true)).not.toBe(macOf(both))
  })

  it('seals and verifies the vectors (M1, M7)', () => {
    for (const { key, iv, mac, aad: lastModified, text } of macVectors) {
      const cipher = createValueCipher(aead, key)
      expect(sealMac(cipher, { mac, lastModified, iv })).toBe(text)
      expect(verifyMac(cipher, { mac: text, lastModified }, [mac]).mac).toBe(mac)
    }
  })

  describe('refuses', () => {
    const [{ key, iv, mac, aad: lastModified, text } = expect.fail('vector')] = macVectors
    const cipher = createValueCipher(aead, key)
    const typed = text.replace('type:str', 'type:comment')
    const lower = sealMac(cipher, { mac: mac.toLowerCase(), lastModified, iv })
    it.each([
      ['MAC_MISMATCH', 'no MAC', { mac: '', lastModified }, mac],
      ['MAC_MISMATCH', 'another content', { mac: text, lastModified }, mac.replace('C', 'D')],
      ['MAC_MISMATCH', 'lower case (M7)', { mac: lower, lastModified }, mac],
      ['MAC_MISMATCH', 'another type (M7)', { mac: typed, lastModified }, mac],
      ['MAC_UNREADABLE', 'another time', { mac: text, lastModified: '2024-01-02T03:04:06Z' }, mac],
      ['MAC_UNREADABLE', 'no ENC text', { mac: 'abc', lastModified }, mac],
    ] as const)('%s: %s', (code, _, metadata, computed) => {
      expect(() => verifyMac(cipher, metadata, [computed])).toThrow(
        expect.toSatisfy((error) => isSopsError(error, code) && !error.message.includes(mac)),
      )
    })
  })
})
