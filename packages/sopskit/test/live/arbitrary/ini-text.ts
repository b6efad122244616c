import fc from 'fast-check'
import { byteMarks, soup } from './line-text.ts'

/** The text of an INI file: sections, keys in all quotes, values that go on, comments everywhere. */
export function iniText(): fc.Arbitrary<string> {
  const line = fc.oneof(
    { weight: 10, arbitrary: keyLine() },
    { weight: 3, arbitrary: header() },
    { weight: 3, arbitrary: comment() },
    { weight: 1, arbitrary: fc.constantFrom('', ' ', '\t', '\u00a0') },
    { weight: 1, arbitrary: soup(marks, 5).map((text) => `k=${text}`) },
  )
  const indented = fc.tuple(fc.constantFrom('', '', '', '', ' ', '\t', '\u0085'), line)
  const lineEnd = fc.constantFrom('\n', '\n', '\n', '\n', '\r\n', ' \n', '\n\n', '\r\r\n')
  const start = fc.constantFrom('', '', '', '', '\ufeff')
  return fc
    .tuple(start, fc.array(fc.tuple(indented, lineEnd), { maxLength: 8 }), fc.boolean())
    .map(([first, lines, ends]) => {
      const text = first + lines.flat(2).join('')
      return ends ? text : text.trimEnd()
    })
}

const marks = [
  'a',
  'b',
  '1',
  ' ',
  '=',
  ':',
  ';',
  '#',
  '"',
  '"""',
  '`',
  "'",
  '\\',
  '[',
  ']',
  '-',
  '\\n',
  '\t',
  '\r',
  '\0',
  'é',
  '\u00a0',
  '\u0085',
  '\u200b',
  '\ufeff',
  '\u3000',
]

const marksAndBytes = [...marks, ...byteMarks]

function header(): fc.Arbitrary<string> {
  const names = ['s', 't', 'DEFAULT', 'default', ' s ', 'a.b', 'a]b', 'é', ';', '"s"']
  const name = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...names) },
    { weight: 1, arbitrary: soup(marks, 3) },
  )
  return fc.tuple(name, behind()).map(([text, rest]) => `[${text}]${rest}`)
}

function comment(): fc.Arbitrary<string> {
  const text = fc.oneof(
    fc.constantFrom('', ' note', ' two words ', '  indented', 'x'),
    soup(marksAndBytes, 4),
  )
  return fc.tuple(fc.constantFrom('; ', ';', '#', '# ', ';;'), text).map((parts) => parts.join(''))
}

function behind(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: comment().map((text) => ` ${text}`) },
    { weight: 1, arbitrary: soup(marksAndBytes, 2) },
  )
}

function keyLine(): fc.Arbitrary<string> {
  const delimiter = fc.constantFrom('=', ' = ', ' = ', ':', ' : ', '\t=')
  return fc.tuple(key(), delimiter, value(), behind()).map((parts) => parts.join(''))
}

function key(): fc.Arbitrary<string> {
  const names = ['a', 'b', 'key', 'longer key', 'a_unencrypted', '-', '#1', 'é', 'a"b', "a'b"]
  const plain = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...names) },
    { weight: 1, arbitrary: soup([...marks, '\ue0ff'], 3) },
  )
  return fc
    .tuple(fc.constantFrom('', '', '', '', '"', '"""', '`', "'"), plain)
    .map(([quote, text]) => quote + text + quote)
}

function value(): fc.Arbitrary<string> {
  const line = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('', '1', 'word', 'two words', 'true', '%(a)s', ' x ') },
    { weight: 2, arbitrary: soup(marksAndBytes, 5) },
  )
  const lines = fc
    .tuple(line, fc.constantFrom('\\\n', '\n', ' \\\r\n', '\\\n  '), line)
    .map((parts) => parts.join(''))
  return fc
    .tuple(
      fc.constantFrom('', '', '', '', '', '"', "'", '`', '"""'),
      fc.oneof({ weight: 4, arbitrary: line }, { weight: 1, arbitrary: lines }),
      fc.constantFrom('', '', '', '', ' ', '"', '`'),
    )
    .map(([quote, text, rest]) => quote + text + quote + rest)
}
