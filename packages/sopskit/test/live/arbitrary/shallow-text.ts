import fc from 'fast-check'
import { commentText, lineComment } from './yaml-comments.ts'
import { doubleQuoted, oddText, yamlScalar } from './yaml-scalars.ts'

/** A YAML document of one level, as dotenv can hold it, but for the odd value. */
export function flatYaml(): fc.Arbitrary<string> {
  return yamlLines('')
}

/** YAML documents of two levels, as INI can hold them, but for the odd value. */
export function sectionsYaml(): fc.Arbitrary<string> {
  const section = fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .tuple(lineComment(), yamlLines('  '))
        .map(([note, lines]) => `${note}\n${lines}`),
    },
    { weight: 1, arbitrary: fc.constantFrom(' {}\n', '\n', ' 5\n', ' [1]\n') },
  )
  const sections = fc.uniqueArray(fc.tuple(comments(''), sectionName(), section), {
    minLength: 1,
    maxLength: 3,
    selector: ([, name]) => name,
  })
  const document = sections.map((all) =>
    all.map(([above, name, lines]) => `${above}${doubleQuoted(name)}:${lines}`).join(''),
  )
  return fc.oneof(
    { weight: 8, arbitrary: document },
    { weight: 1, arbitrary: fc.tuple(document, document).map((both) => both.join('---\n')) },
  )
}

/** A JSON object of one level; its keys may repeat. */
export function flatJson(): fc.Arbitrary<string> {
  return fc.array(fc.tuple(keyName(), jsonValue()), { maxLength: 4 }).map(jsonObject)
}

/** A JSON object of two levels; its keys may repeat. */
export function sectionsJson(): fc.Arbitrary<string> {
  const section = fc.oneof(
    { weight: 9, arbitrary: flatJson() },
    { weight: 1, arbitrary: jsonValue() },
  )
  return fc.array(fc.tuple(sectionName(), section), { maxLength: 3 }).map(jsonObject)
}

function yamlLines(indent: string): fc.Arbitrary<string> {
  const entry = fc.tuple(comments(indent), keyName(), yamlValue(), lineComment())
  return fc
    .uniqueArray(entry, { minLength: 1, maxLength: 4, selector: ([, name]) => name })
    .map((all) =>
      all
        .map(
          ([above, name, value, note]) =>
            `${above}${indent}${doubleQuoted(name)}: ${value}${note}\n`,
        )
        .join(''),
    )
}

function comments(indent: string): fc.Arbitrary<string> {
  const note = fc.oneof(
    commentText(),
    fc.constantFrom(';', '; x', '#;', ' ', '; \u00a0', ';;', '#'),
  )
  const lines = fc
    .array(note, { maxLength: 2 })
    .map((all) => all.map((line) => `${indent}#${line}\n`).join(''))
  return fc.oneof({ weight: 3, arbitrary: fc.constant('') }, { weight: 1, arbitrary: lines })
}

function yamlValue(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 6, arbitrary: text().map(doubleQuoted) },
    { weight: 1, arbitrary: yamlScalar() },
  )
}

function jsonValue(): fc.Arbitrary<string> {
  const others = [
    'null',
    'true',
    'false',
    '5',
    '-1.5',
    '1e21',
    '-0.0',
    '1000000',
    '123456.0',
    '[1]',
  ]
  return fc.oneof(
    { weight: 6, arbitrary: text().map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
    { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }).map(String) },
  )
}

function jsonObject(entries: readonly (readonly [key: string, value: string])[]): string {
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}: ${value}`).join(', ')}}`
}

function sectionName(): fc.Arbitrary<string> {
  const common = ['s', 't', 'DEFAULT', 'default', 'Default', 'a.b']
  const odd = ['a]b', '[x]', ' s ', 'x\n', '\n', ']', '\ufeff', '\r', ';', '\u0085', 'x]\n[y']
  return fc.oneof(
    { weight: 20, arbitrary: fc.constantFrom(...common) },
    { weight: 1, arbitrary: fc.constantFrom(...odd) },
  )
}

function keyName(): fc.Arbitrary<string> {
  const common = ['a', 'b', 'KEY', 'longer key', 'é', 'key_unencrypted']
  const odd = [
    '-',
    '#1',
    '',
    ' ',
    'a=b',
    'a:b',
    '[x]',
    ';x',
    '\ufeffk',
    "'k'",
    '"k"',
    '`k`',
    'k\\n',
  ]
  return fc.oneof(
    { weight: 16, arbitrary: fc.constantFrom(...common) },
    { weight: 2, arbitrary: fc.constantFrom(...odd) },
    { weight: 1, arbitrary: text() },
  )
}

const pieces = [
  'a',
  'word',
  ' ',
  '"',
  '"""',
  "'",
  '`',
  '\\',
  '\\n',
  '\n',
  '\r',
  '\t',
  '#',
  ';',
  '=',
  ':',
  '[',
  ']',
  '-',
  'é',
  '😀',
  '\u0000',
  '\u0085',
  '\u00a0',
  '\u2028',
  '\ufeff',
]

function text(): fc.Arbitrary<string> {
  const hard = fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((parts) => parts.join(''))
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('v', 'two words', '5', 'true', 'x;y', ' x ') },
    { weight: 4, arbitrary: hard },
    { weight: 1, arbitrary: oddText() },
  )
}
