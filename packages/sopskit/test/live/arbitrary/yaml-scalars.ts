import fc from 'fast-check'

/** A scalar in one line, spelled in any way YAML has. */
export function yamlScalar(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...plainWords) },
    { weight: 3, arbitrary: fc.constantFrom(...numbers, ...times, ...tagged) },
    { weight: 2, arbitrary: randomNumber() },
    { weight: 2, arbitrary: fc.constantFrom('', '~', 'null', '""', "''", '{}', '[]') },
    { weight: 4, arbitrary: oddText().map(doubleQuoted) },
    { weight: 2, arbitrary: plainText().map(singleQuoted) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '[1, two, [x]]',
        '{a: 1, b: "c d"}',
        '[{k: v}, {}]',
        '{m: {n: [o]}}',
      ),
    },
  )
}

/** Text of the pieces on which a writer's choice of style hangs. */
export function oddText(): fc.Arbitrary<string> {
  return fc
    .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 })
    .map((parts) => parts.join(''))
}

/** A YAML double-quoted scalar with everything but plain text escaped. */
export function doubleQuoted(text: string): string {
  return `"${Array.from(text, escaped).join('')}"`
}

const plainWords = [
  'v',
  'two words',
  'yes',
  'off',
  'y',
  'true',
  'FALSE',
  'x#y',
  'a:b',
  '-x',
  '?x',
  'C:\\dir',
  "it's",
  'é',
  '日本語',
  'ENC[x]',
  '=',
  'a, b',
  'http://x.example/?q=1',
  '1.2.3',
  '0x',
  '12:30:45',
  '<',
]
const numbers = [
  '0',
  '-1',
  '007',
  '0o17',
  '0x1F',
  '0b101',
  '1_000',
  '+5',
  '9223372036854775807',
  '-9223372036854775808',
  '18446744073709551616',
  '1.0',
  '2.50',
  '-0.0',
  '1e3',
  '1e21',
  '1e-7',
  '.5',
  '.inf',
  '-.Inf',
  '.nan',
  '123456.789',
  '1e400',
]
const times = [
  '2001-12-14',
  '2001-12-14t21:59:43.10-05:00',
  '2001-12-14 21:59:43',
  '2001-1-2',
  '2001-12-14T21:59:43Z',
  '2001-13-01',
]
const tagged = [
  '!!str 5',
  '!!int "5"',
  '!!float 5',
  '!!binary aGVsbG8=',
  '!!binary //79',
  '!!timestamp "2001-01-01"',
  '!!bool "true"',
  '!local x',
  '!!null ""',
]
const pieces = [
  'a',
  'b',
  'word',
  ' ',
  '  ',
  ': ',
  ':',
  ' #',
  '#',
  '-',
  '- ',
  '?',
  "'",
  '"',
  '\\',
  '\n',
  '\n',
  '\t',
  '[',
  '{',
  ',',
  '&',
  '*',
  '!',
  '|',
  '>',
  '%',
  '@',
  '`',
  '~',
  'true',
  'null',
  '0',
  '1',
  '.',
  'e',
  '_',
  '\r',
  '\u0085',
  '\u2028',
  'é',
  '😀',
  '\ufeff',
  '\u0007',
  '\u00a0',
  '---',
  '2001-01-02',
  '12:30',
]

function randomNumber(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => String(number)),
    fc.integer({ min: -1_000_000, max: 1_000_000 }).map((number) => String(number / 100)),
  )
}

function plainText(): fc.Arbitrary<string> {
  const parts = ['a', 'b c', "'", ': ', '#', ' #', '"', '- ', 'é', '\\', '{', '[', '&x']
  return fc
    .array(fc.constantFrom(...parts), { minLength: 1, maxLength: 5 })
    .map((all) => all.join(''))
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

function escaped(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (character === '"' || character === '\\') return `\\${character}`
  if (code > 0xffff) return `\\U${code.toString(16).padStart(8, '0')}`
  const special =
    code < 0x20 ||
    (code >= 0x7f && code < 0xa0) ||
    [0x2028, 0x2029, 0xfeff, 0xfffe, 0xffff].includes(code)
  return special ? `\\u${code.toString(16).padStart(4, '0')}` : character
}
