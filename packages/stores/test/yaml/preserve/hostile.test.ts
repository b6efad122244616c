import { expect, it } from 'vitest'
import { roundTrip } from './round-trip.ts'

const levels = 990

// None of these may exhaust the stack, or take a time that grows with the square of the size.
it.each([
  ['nested lists in flow style', `a: ${'['.repeat(levels)}x${']'.repeat(levels)}\n`],
  ['nested maps in block style', `${levelsOfKeys()}${' '.repeat(levels)}k: v\n`],
  [
    'documents of which each has to be tried twice',
    `${'a:\n  b:\n    c: 1\n\n  # d\n---\n'.repeat(500)}a: 1\n`,
  ],
  ['comments at the end', `a: 1\n${'\n  # c\n'.repeat(5000)}`],
  ['comments at the end of a map in flow style', `{a: 1,${'# c\n'.repeat(5000)}}\n`],
  ['values on one line', `a: [${'x, '.repeat(5000)}y]\n`],
  ['empty lines in a folded block', `a: >\n${'\n'.repeat(50_000)}  x\n`],
  ['lines in a literal block', `a: |\n${'  x\n'.repeat(50_000)}`],
])('%s come back', (_, plain) => {
  const { decrypted, losses } = roundTrip(plain)
  expect(decrypted === plain).toBe(true)
  expect(losses).toEqual([])
})

it('so do aliases of plain values that stand for a lot', () => {
  const plain = `a: &a [${'x, '.repeat(200)}y]\n${Array.from({ length: 200 }, (_, index) => `k${index}: *a\n`).join('')}secret: v\n`
  const { decrypted } = roundTrip(plain, ({ path }) => path[0] === 'secret')
  expect(decrypted === plain).toBe(true)
})

function levelsOfKeys(): string {
  return Array.from({ length: levels }, (_, level) => `${' '.repeat(level)}k:\n`).join('')
}
