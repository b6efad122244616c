import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pooledRandom } from '../../src/random/random-bytes.ts'

/** Fills with a running count, so that every byte handed out can be told from every other nearby. */
function counting(): { fill: (bytes: Uint8Array) => void; calls: () => number } {
  let next = 1
  let calls = 0
  const fill = (bytes: Uint8Array): void => {
    calls += 1
    for (const index of bytes.keys()) bytes[index] = next++ % 251
  }
  return { fill, calls: () => calls }
}

test('pooled bytes are the bytes of the source, in order and each once', () => {
  const lengths = fc.array(fc.oneof(fc.nat(64), fc.nat(20_000)), { maxLength: 30 })
  fc.assert(
    fc.property(lengths, (wanted) => {
      const random = pooledRandom(counting().fill)
      const given = wanted.flatMap((length) => {
        const bytes = random(length)
        expect(bytes).toHaveLength(length)
        return [...bytes]
      })
      expect(given).toEqual(given.map((_, index) => (index + 1) % 251))
    }),
    { numRuns: 20 },
  )
})

test('20,000 IVs of 32 bytes cost 79 calls of the source', () => {
  const { fill, calls } = counting()
  const random = pooledRandom(fill)
  for (let count = 0; count < 20_000; count++) random(32)
  expect(calls()).toBe(79)
})

test('the source is not asked before bytes are wanted', () => {
  const { fill, calls } = counting()
  pooledRandom(fill)
  expect(calls()).toBe(0)
})

test('what has been handed out is gone from the pool', () => {
  let pool: Uint8Array = new Uint8Array()
  const random = pooledRandom((bytes) => {
    pool = bytes
    bytes.fill(7)
  })
  expect([...random(40)]).toEqual([...new Uint8Array(40).fill(7)])
  expect([...pool.subarray(0, 41)]).toEqual([...new Uint8Array(40), 7])
})

test('the caller owns what it gets: overwriting it changes nothing that comes later', () => {
  const random = pooledRandom((bytes) => bytes.fill(9))
  random(16).fill(0)
  expect([...random(16)]).toEqual([...new Uint8Array(16).fill(9)])
})

test('a source that does not fill its array in place is refused', () => {
  const random = pooledRandom((bytes) => new Uint8Array(bytes.length).fill(1))
  expect(() => random(32)).toThrow(RangeError)
})
