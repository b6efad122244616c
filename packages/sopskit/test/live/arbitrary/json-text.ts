import fc from 'fast-check'

/** The text of a JSON document whose top level is a map, in any layout and spelling JSON allows. */
export function jsonText(): fc.Arbitrary<string> {
  return fc
    .tuple(space(), object, fc.constantFrom('', '', '\n', ' trailing', '{}'))
    .map((parts) => parts.join(''))
}

const { object } = fc.letrec<{ value: string; object: string; array: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'json' },
    { weight: 3, arbitrary: jsonString() },
    { weight: 3, arbitrary: jsonNumber() },
    { weight: 1, arbitrary: fc.constantFrom('true', 'false', 'null', '""', '{}', '[]') },
    { weight: 2, arbitrary: tie('object') },
    { weight: 2, arbitrary: tie('array') },
  ),
  object: fc
    .tuple(fc.array(fc.tuple(jsonKey(), tie('value')), { maxLength: 4 }), space())
    .map(
      ([entries, gap]) =>
        `{${gap}${entries.map(([key, value]) => `${key}${gap}:${gap}${value}`).join(`,${gap}`)}}`,
    ),
  array: fc
    .tuple(fc.array(tie('value'), { maxLength: 3 }), space())
    .map(([items, gap]) => `[${items.join(`${gap},${gap}`)}]`),
}))

function space(): fc.Arbitrary<string> {
  return fc.constantFrom('', '', ' ', '\n', '\t', '\r\n  ')
}

function jsonKey(): fc.Arbitrary<string> {
  const common = [
    'a',
    'b',
    'key',
    'Secret',
    'a_unencrypted',
    'b_enc',
    '',
    '2',
    '10',
    '__proto__',
    'sops_x',
  ]
  return fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...common).map((key) => JSON.stringify(key)) },
    { weight: 1, arbitrary: jsonString() },
  )
}

function jsonString(): fc.Arbitrary<string> {
  const pieces = [
    'a',
    'word',
    ' ',
    '<>&',
    "'",
    '/',
    '\\/',
    '\\"',
    '\\\\',
    '\\n',
    '\\t',
    '\\r',
    '\\b',
    '\\f',
    '\\u0000',
    '\\u001f',
    '\\u007f',
    '\u007f',
    '\\u00e9',
    'é',
    '😀',
    '\\ud83d\\ude00',
    '\\ud800',
    '\\u2028',
    '\u2028',
    'ENC[',
    '\\u0085',
    '\\ufeff',
  ]
  return fc
    .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 6 })
    .map((parts) => `"${parts.join('')}"`)
}

function jsonNumber(): fc.Arbitrary<string> {
  const common = [
    '0',
    '-0',
    '-1',
    '1.0',
    '1.10',
    '-0.0',
    '1E5',
    '1e-7',
    '0.000001',
    '1e20',
    '1e21',
    '9007199254740993',
    '9223372036854775807',
    '9223372036854775808',
    '-9223372036854775808',
    '123456789012345678',
    '1e308',
    '5e-324',
  ]
  return fc.oneof(
    fc.constantFrom(...common),
    fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }).map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => JSON.stringify(number)),
  )
}
