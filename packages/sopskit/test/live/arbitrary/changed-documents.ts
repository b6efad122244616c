import fc from 'fast-check'
import type { FileFormat } from '../../../src/formats/file-format.ts'

/** The format of a document that is changed, and its text. */
export interface ChangedDocument {
  readonly format: FileFormat
  readonly text: string
}

/** Few names, so that a path that is drawn later often leads somewhere. */
export const keyNames = ['a', 'b', 'm', 'l', 'p_unencrypted', 'q_enc'] as const

/** Documents of a few keys, in every format that has keys. */
export function changedDocuments(): fc.Arbitrary<ChangedDocument> {
  const of = (format: FileFormat, texts: fc.Arbitrary<string>): fc.Arbitrary<ChangedDocument> =>
    texts.map((text) => ({ format, text }))
  return fc.oneof(
    { weight: 4, arbitrary: of('yaml', yamlText()) },
    { weight: 3, arbitrary: of('json', tree(2).map(asJson)) },
    { weight: 1, arbitrary: of('dotenv', dotenvText()) },
    { weight: 1, arbitrary: of('ini', iniText()) },
  )
}

/** A document before it has a format; a string stands for the spelling of a value. */
type Piece = string | readonly Piece[] | ReadonlyMap<string, Piece>

const spellings = [
  '"x"',
  '"x"',
  '"same"',
  '"same"',
  '"two\\nlines\\n"',
  '"é😀 \\u2028"',
  '"ENC[x]"',
  '""',
  '"yes"',
  '"0x10"',
  '" lead"',
  'null',
  'true',
  'false',
  '5',
  '-1',
  '9223372036854775807',
  '1.0',
  '-0.0',
  '2.5',
  '1e21',
  '1e-7',
]

function tree(depth: number): fc.Arbitrary<ReadonlyMap<string, Piece>> {
  return fc
    .uniqueArray(fc.tuple(fc.constantFrom(...keyNames), piece(depth)), {
      minLength: 1,
      maxLength: 4,
      selector: ([key]) => key,
    })
    .map((entries) => new Map(entries))
}

function piece(depth: number): fc.Arbitrary<Piece> {
  const scalar = fc.constantFrom(...spellings)
  if (depth === 0) return scalar
  return fc.oneof(
    { weight: 4, arbitrary: scalar },
    { weight: 2, arbitrary: fc.array(piece(depth - 1), { maxLength: 4 }) },
    { weight: 2, arbitrary: tree(depth - 1) },
  )
}

function asJson(value: Piece): string {
  if (typeof value === 'string') return value
  if (!(value instanceof Map)) return `[${(value as readonly Piece[]).map(asJson).join(', ')}]`
  return `{${[...(value as ReadonlyMap<string, Piece>)]
    .map(([key, child]) => `${JSON.stringify(key)}: ${asJson(child)}`)
    .join(', ')}}`
}

const comments = ['', '', '', '# about it\n', '# two\n# lines\n', '#\n']

/** JSON is YAML, but a document in blocks has places for comments, and there may be several documents. */
function yamlText(): fc.Arbitrary<string> {
  const document = fc
    .tuple(tree(2), fc.infiniteStream(fc.constantFrom(...comments)))
    .map(([map, notes]) =>
      [...map]
        .map(([key, value]) => {
          const note = String(notes.next().value)
          const inline = note === '#\n' && typeof value === 'string' ? ' # inline' : ''
          return `${inline === '' ? note : ''}${key}:${asBlock(value)}${inline}\n`
        })
        .join(''),
    )
  return fc.oneof(
    { weight: 6, arbitrary: document },
    { weight: 1, arbitrary: fc.tuple(document, document).map((both) => both.join('---\n')) },
  )
}

function asBlock(value: Piece): string {
  if (typeof value === 'string' || value instanceof Map) return ` ${asJson(value)}`
  const items = value as readonly Piece[]
  if (items.length === 0) return ' []'
  return items.map((item) => `\n    - ${asJson(item)}`).join('')
}

const words = ['x', 'same', '', 'two words', 'a\\nb', '5', 'true', 'x=y', '"q"', 'é']

function dotenvText(): fc.Arbitrary<string> {
  const line = fc.tuple(fc.constantFrom(...keyNames), fc.constantFrom(...words))
  return fc
    .uniqueArray(line, { minLength: 1, maxLength: 4, selector: ([key]) => key })
    .map((lines) => lines.map(([key, value]) => `${key}=${value}\n`).join(''))
    .map((text) => `# top\n${text}`)
}

function iniText(): fc.Arbitrary<string> {
  const line = fc.tuple(
    fc.constantFrom(...keyNames),
    fc.constantFrom('x', 'same', '5', 'two words'),
  )
  const section = fc
    .uniqueArray(line, { minLength: 1, maxLength: 3, selector: ([key]) => key })
    .map((lines) => lines.map(([key, value]) => `${key} = ${value}\n`).join(''))
  return fc.tuple(section, section).map(([one, two]) => `[a]\n${one}\n; about m\n[m]\n${two}`)
}
