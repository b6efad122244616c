import fc from 'fast-check'
import type { Line } from './lines.ts'

/** Full-line comments between two entries: usually none, mostly in the block's column. */
export function commentLines(): fc.Arbitrary<readonly Line[]> {
  return fc.oneof(
    { weight: 5, arbitrary: fc.constant([]) },
    {
      weight: 2,
      arbitrary: fc.array(commentLine(), { minLength: 1, maxLength: 3 }).map((all) => all.flat()),
    },
  )
}

/** A comment behind a value, or nothing. */
export function lineComment(): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 5, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: commentText().map((text) => ` #${text}`) },
  )
}

/** What stands behind the `#`. `plain` and `secret` are what the comment rules look for. */
export function commentText(): fc.Arbitrary<string> {
  const common = [' note', ' plain', ' secret', '#', ' é 😀', ' a: b', ' - x', '!', ' trailing ']
  return fc.oneof(
    { weight: 40, arbitrary: fc.constantFrom(...common) },
    { weight: 1, arbitrary: fc.constant('') },
  )
}

function commentLine(): fc.Arbitrary<readonly Line[]> {
  const column = fc.oneof(
    { weight: 5, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.constantFrom(-2, 2, -4, 1) },
  )
  const blank = fc.oneof(
    { weight: 4, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  )
  return fc
    .tuple(column, commentText(), blank, blank)
    .map(([at, text, before, after]) => [
      ...emptyLine(before),
      { column: at, text: `#${text}` },
      ...emptyLine(after),
    ])
}

function emptyLine(wanted: boolean): readonly Line[] {
  return wanted ? [{ column: 0, text: '' }] : []
}
