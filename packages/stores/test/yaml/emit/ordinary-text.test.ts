import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canBePlain } from '../../../src/yaml/emit/scalar-facts.ts'
import { spellText } from '../../../src/yaml/emit/spell-scalar.ts'
import { resolvePlain } from '../../../src/yaml/scalars/resolve-plain.ts'

const letters = 'abcxyzEINOTY'.split('')
const printable = Array.from({ length: 94 }, (_, index) => String.fromCharCode(0x21 + index))

/** Printable text without spaces behind a letter: what is spelled without a closer look. */
const ordinary = fc
  .tuple(
    fc.constantFrom(...letters),
    fc.array(fc.constantFrom(...printable), { minLength: 5, maxLength: 20 }),
  )
  .map(([first, rest]) => first + rest.join(''))
  .filter((text) => !text.endsWith(':'))

test('text that is taken for ordinary could be plain by every rule (E21, E22, E34)', () => {
  fc.assert(
    fc.property(ordinary, (text) => {
      expect(canBePlain(text)).toBe(true)
      expect(resolvePlain(text).kind).toBe('string')
      expect(spellText(text)).toEqual({ style: 'plain', text, tag: '' })
    }),
    { numRuns: 2000 },
  )
})

test('a colon at its end is looked at (E22)', () => {
  expect(spellText('letters:').style).toBe('single')
})
