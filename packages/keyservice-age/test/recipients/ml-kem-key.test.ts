import { expect, it } from 'vitest'
import { decodeBech32 } from '../../src/bech32.ts'
import { isReducedMlKemKey } from '../../src/recipients/ml-kem-key.ts'
import { testKey } from '../support.ts'

const recipient = decodeBech32(testKey('post-quantum').key.recipient)
const key = recipient?.bytes.subarray(0, 1184) ?? new Uint8Array()
const changed = (index: number, ...bytes: readonly number[]): Uint8Array => {
  const copy = Uint8Array.from(key)
  copy.set(bytes, index)
  return copy
}

it('takes keys whose coefficients are below 3329', () => {
  expect(key).toHaveLength(1184)
  expect(isReducedMlKemKey(key)).toBe(true)
  // The first two coefficients are 3328; behind the coefficients stands a seed of any bytes.
  expect(isReducedMlKemKey(changed(0, 0x00, 0x0d, 0xd0))).toBe(true)
  expect(isReducedMlKemKey(changed(1152, ...new Uint8Array(32).fill(0xff)))).toBe(true)
})

it.each<readonly [string, Uint8Array]>([
  ['first', changed(0, 0x01, 0x0d, 0x00)],
  ['second', changed(0, 0x00, 0x10, 0xd0)],
  ['last', changed(1150, 0x1f, 0xd0)],
])('refuses keys whose %s coefficient is 3329', (_, bytes) => {
  expect(isReducedMlKemKey(bytes)).toBe(false)
})
