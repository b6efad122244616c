import { describe, expect, it } from 'vitest'
import { createIvStash } from '../../src/value/iv-stash.ts'

const iv = (n: number): Uint8Array => new Uint8Array(32).fill(n)
const value = { aad: 'l:', type: 'str', plaintext: 'x' }

/** Keeps the letters of a list, each with its position from 1 as IV, and says where those of another come from. */
function taken(kept: string, wanted: string): string {
  const stash = createIvStash()
  const values = (letters: string) => [...letters].map((plaintext) => ({ ...value, plaintext }))
  for (const [index, one] of values(kept).entries()) stash.keep(one, iv(index + 1))
  return stash
    .take(values(wanted))
    .map((found) => found?.[0] ?? '-')
    .join('')
}

describe('equal items of a list keep their own IVs (V19)', () => {
  it.each([
    ['nothing changed', 'aaba', 'aaba', '1234'],
    ['the first changed', 'aaba', 'xaba', '-234'],
    ['one in the middle changed', 'aaaa', 'aaxa', '12-4'],
    ['the last changed', 'aaba', 'aabx', '123-'],
    ['the first went', 'abab', 'bab', '234'],
    ['one in the middle went', 'abcab', 'abab', '1245'],
    ['one came in front', 'aab', 'xaab', '-123'],
    ['one came behind', 'aab', 'aaba', '123-'],
    ['a stretch was turned round', 'xabcx', 'xcbax', '14325'],
    ['more of them than there were', 'a', 'aaa', '1--'],
    ['fewer of them than there were', 'aaa', 'a', '1'],
    ['all went', 'aaa', '', ''],
    ['there were none', '', 'aa', '--'],
  ])('%s: %s, %s', (_, kept, wanted, from) => {
    expect(taken(kept, wanted)).toBe(from)
  })
})

it.each([
  ['place', { ...value, aad: 'm:' }],
  ['type', { ...value, type: 'int' }],
  ['text', { ...value, plaintext: 'y' }],
  ['bytes', { ...value, plaintext: Uint8Array.of(0x78) }],
  ['border between place and text', { aad: 'l:s', type: 'tr', plaintext: 'x' }],
])('gives no IV for another %s', (_, other) => {
  const stash = createIvStash()
  stash.keep(value, iv(1))
  expect(stash.take([other])).toEqual([undefined])
})

it('keeps the lists of a file apart', () => {
  const stash = createIvStash()
  const [here, there] = ['a:', 'b:'].map((aad) => ({ ...value, aad }))
  if (here === undefined || there === undefined) throw new Error('two places')
  for (const [index, one] of [here, there, here].entries()) stash.keep(one, iv(index + 1))
  expect(stash.take([there, here, there, here])).toEqual([iv(2), iv(1), undefined, iv(3)])
})
