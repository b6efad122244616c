import fc from 'fast-check'
import { byteMarks, soup } from './line-text.ts'

/** The text of a dotenv file, with every kind of line, break and odd byte. */
export function dotenvText(): fc.Arbitrary<string> {
  const line = fc.oneof(
    { weight: 8, arbitrary: fc.tuple(key(), value()).map((parts) => parts.join('=')) },
    { weight: 2, arbitrary: value().map((text) => `#${text}`) },
    { weight: 1, arbitrary: fc.constant('') },
  )
  const lineEnd = fc.constantFrom('\n', '\n', '\n', '\n', '\r\n', '\n\n')
  const start = fc.constantFrom('', '', '', '\ufeff=')
  return fc
    .tuple(start, fc.array(fc.tuple(line, lineEnd), { maxLength: 6 }), fc.boolean())
    .map(([first, lines, ends]) => {
      const text = first + lines.flat().join('')
      return ends ? text : text.trimEnd()
    })
    .filter((text) => !/^[^\n#=]+$/m.test(text))
}

function key(): fc.Arbitrary<string> {
  const common = [
    'A',
    'B',
    'KEY',
    'key_unencrypted',
    'export C',
    ' LEAD',
    '',
    'sops',
    'é',
    '__proto__',
  ]
  const odd = soup(
    ['a', ' ', '\\n', '"', '\t', '\r', '\ufeff', '\0', 'é', '-', ':', byteMarks[0] ?? ''],
    4,
  )
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...common) },
    { weight: 1, arbitrary: odd },
  )
}

function value(): fc.Arbitrary<string> {
  const pieces = [
    'a',
    'word',
    ' ',
    '=',
    '#',
    '"',
    "'",
    '\\',
    '\\n',
    '\\\\n',
    '\\r',
    '\r',
    '\t',
    '\0',
    '\u0007',
    'é',
    '😀',
    '\u0085',
    '\u2028',
    '\ufeff',
    'ENC[',
    '5',
    'true',
    ...byteMarks,
  ]
  return soup(pieces, 6)
}
