import { expect, it } from 'vitest'
import { createIvStash } from '../../src/value/iv-stash.ts'

const iv = (n: number): Uint8Array => new Uint8Array(32).fill(n)
const value = { aad: 'l:', type: 'str', plaintext: 'x' }

it('gives equal list items their own IVs, in document order (V19)', () => {
  const stash = createIvStash()
  stash.keep(value, iv(1))
  stash.keep(value, iv(2))
  expect([stash.take(value), stash.take(value), stash.take(value)]).toEqual([
    iv(1),
    iv(2),
    undefined,
  ])
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
  expect(stash.take(other)).toBeUndefined()
})
