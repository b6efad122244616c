import fc from 'fast-check'
import { yamlText } from '../live/arbitrary/yaml-text.ts'

/** YAML documents as they are, with CRLF, and without a break at the end of the file. */
export function spelledTexts(): fc.Arbitrary<string> {
  const spellings = fc.constantFrom<(text: string) => string>(
    (text) => text,
    (text) => text.replaceAll('\n', '\r\n'),
    (text) => text.replace(/\n$/, ''),
  )
  return fc.tuple(yamlText(), spellings).map(([text, spell]) => spell(text))
}
