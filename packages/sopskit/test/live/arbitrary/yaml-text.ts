import fc from 'fast-check'
import type { Line } from './lines.ts'
import { atMargin, render, shift } from './lines.ts'
import { commentLines, lineComment } from './yaml-comments.ts'
import { doubleQuoted, oddText, yamlScalar } from './yaml-scalars.ts'

/** The text of one to three YAML documents with comments, every kind of scalar, nested maps and lists. */
export function yamlText(): fc.Arbitrary<string> {
  const document = fc
    .tuple(mapLines(), copies(), commentLines())
    .map(([lines, copied, foot]) => render([...lines, ...copied, ...foot]))
  const one = { weight: 5, arbitrary: document.map((text) => [text]) }
  const several = { weight: 1, arbitrary: fc.array(document, { minLength: 2, maxLength: 3 }) }
  return fc
    .tuple(fc.oneof(one, several), lineComment())
    .map(([all, comment]) => all.join(`---${comment}\n`))
}

/** What stands behind a key or a dash: the rest of its line and the lines below. */
interface Body {
  readonly rest: string
  readonly below: readonly Line[]
  /** Set where the lines may begin on the dash's own line. */
  readonly joins: boolean
}

interface Key {
  readonly name: string
  readonly text: string
}

const { map: mapTie } = fc.letrec<{ map: readonly Line[]; list: readonly Line[]; body: Body }>(
  (tie) => ({
    body: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'yaml' },
      {
        weight: 5,
        arbitrary: fc
          .tuple(yamlScalar(), lineComment())
          .map(([text, comment]) => inline(text, comment)),
      },
      { weight: 1, arbitrary: blockScalar() },
      { weight: 1, arbitrary: manyLines() },
      {
        weight: 2,
        arbitrary: fc
          .tuple(tie('map'), lineComment())
          .map(([lines, comment]) => nested(lines, comment)),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(tie('list'), lineComment())
          .map(([lines, comment]) => nested(lines, comment)),
      },
    ),
    map: fc
      .uniqueArray(fc.tuple(key(), tie('body'), commentLines(), fc.constantFrom(2, 2, 4)), {
        minLength: 1,
        maxLength: 4,
        selector: ([{ name }]) => name,
      })
      .map((entries) =>
        entries.flatMap(([name, body, above, step]) => entryLines(name, body, { above, step })),
      ),
    list: fc
      .array(fc.tuple(tie('body'), commentLines()), { minLength: 1, maxLength: 3 })
      .map((items) => items.flatMap(([body, above]) => itemLines(body, above))),
  }),
)

function mapLines(): fc.Arbitrary<readonly Line[]> {
  return mapTie
}

function key(): fc.Arbitrary<Key> {
  const plain = (name: string): Key => ({ name, text: name })
  return fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .tuple(
          fc.constantFrom('a', 'b', 'key', 'Secret'),
          fc.constantFrom('', '1', '_unencrypted', '_enc'),
        )
        .map((parts) => plain(parts.join(''))),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom('yes', 'x y', 'a:b', 'ключ', '-k', 'q.r/s').map(plain),
    },
    {
      weight: 1,
      arbitrary: oddText()
        .filter(fitsOneLine)
        .map((name) => ({ name, text: doubleQuoted(name) })),
    },
  )
}

function fitsOneLine(text: string): boolean {
  return !/[\n\r\u0085\u2028]/.test(text) && text !== '<<'
}

function inline(text: string, comment: string): Body {
  return { rest: `${text === '' ? '' : ` ${text}`}${comment}`, below: [], joins: false }
}

function nested(lines: readonly Line[], comment: string): Body {
  return { rest: comment, below: lines, joins: comment === '' }
}

function blockScalar(): fc.Arbitrary<Body> {
  const header = fc.constantFrom('|', '|-', '|+', '>', '>-')
  const texts = fc.array(
    fc.constantFrom('text', 'more text', '# not a comment', '', '  deeper', 'k: v', 'é'),
    { minLength: 1, maxLength: 4 },
  )
  return fc.tuple(header, texts, lineComment()).map(([mark, lines, comment]) => ({
    rest: ` ${mark}${comment}`,
    below: atMargin('first', ...lines),
    joins: false,
  }))
}

/** Anchors, what refers to them, and merge keys. */
function copies(): fc.Arbitrary<readonly Line[]> {
  const texts = [
    ['base: &base {k: 1, l: [two]} # base', 'copy: *base # copy'],
    ['base: &base', '  # inside', '  k: v', 'merged:', '  <<: *base # merge', '  more: 1'],
    ['word: &word text', 'words: [*word, *word]'],
    ['base: &base {k: v}', 'merged: # several', '  <<: [*base, *base]'],
  ]
  const some = fc.constantFrom(...texts).map((lines) => atMargin(...lines))
  return fc.oneof({ weight: 9, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: some })
}

/** Flow style and folded text over several lines. */
function manyLines(): fc.Arbitrary<Body> {
  const texts = [
    ['two', 'lines'],
    ['"quoted', '', 'text\\', 'on"'],
    ["'single", "''text'"],
    ['[1,', 'two, # inside', ']'],
    ['{ # first', 'a: 1, # behind', 'b: [x]', '}'],
    ['[', '# above', '{k: v},', '# last', ']'],
  ]
  return fc
    .tuple(fc.constantFrom(...texts), lineComment())
    .map(([[first = '', ...others], comment]) => {
      const last = others.length - 1
      const below = others.map((text, index) => (index === last ? text + comment : text))
      return { rest: ` ${first}`, below: atMargin(...below), joins: false }
    })
}

function entryLines(
  name: Key,
  { rest, below }: Body,
  layout: { above: readonly Line[]; step: number },
): readonly Line[] {
  return [
    ...layout.above,
    { column: 0, text: `${name.text}:${rest}` },
    ...shift(below, layout.step),
  ]
}

function itemLines({ rest, below, joins }: Body, above: readonly Line[]): readonly Line[] {
  const [first, ...others] = below
  if (
    joins &&
    first !== undefined &&
    first.column === 0 &&
    first.text !== '' &&
    !first.text.startsWith('#')
  ) {
    return [...above, { column: 0, text: `- ${first.text}` }, ...shift(others, 2)]
  }
  return [...above, { column: 0, text: `-${rest}` }, ...shift(below, 2)]
}
