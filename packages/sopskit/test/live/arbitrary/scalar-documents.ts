import fc from 'fast-check'
import { doubleQuoted, oddText } from './yaml-scalars.ts'

/** A document of many texts: each is a key, a value and a list item. */
export interface ScalarDocument {
  readonly yaml: string
  /** How many keys and values it has. */
  readonly scalars: number
}

/**
 * A document of up to `size` different texts, from pieces that decide about the style, or of any characters.
 * Left out are the shapes that sops writes wrong: they have tests of their own (Q2, Q4, Q10).
 */
export function scalarDocument(size: number): fc.Arbitrary<ScalarDocument> {
  return fc
    .uniqueArray(anyText(), { minLength: size / 2, maxLength: size })
    .map((texts) => texts.filter((text) => !isDefective(text)))
    .map((texts) => ({
      yaml: texts.map(entryLine).join(''),
      scalars: texts.length * 3,
    }))
}

function entryLine(text: string): string {
  const quoted = doubleQuoted(text)
  return `? ${quoted}\n: v: ${quoted}\n  l: [${quoted}]\n`
}

function anyText(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 6, arbitrary: oddText() },
    { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary-ascii', maxLength: 200 }) },
  )
}

function isDefective(text: string): boolean {
  return (text.includes('\n') && /^[\t \n\r\u0085\u2028\u2029]/.test(text)) || text === '<<'
}
