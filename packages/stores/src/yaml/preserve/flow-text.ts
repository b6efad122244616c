import type { TreeValue } from '@sopskit/core'
import { isBranch, isComment, isSequence } from '@sopskit/core'
import { doubleQuoted } from '../emit/double-quotes.ts'
import { spellScalar } from '../emit/spell-scalar.ts'

/** A value on one line in flow style, text always in double quotes: JSON stays JSON. Comments are left out. */
export function flowText(value: TreeValue): string {
  if (isBranch(value)) {
    const entries = value.items.flatMap((item) =>
      item.kind === 'entry' ? [`${doubleQuoted(item.key)}: ${flowText(item.value)}`] : [],
    )
    return `{${entries.join(', ')}}`
  }
  if (isSequence(value)) {
    const items = value.items.flatMap((item) => (isComment(item) ? [] : [flowText(item)]))
    return `[${items.join(', ')}]`
  }
  return typeof value === 'string' ? doubleQuoted(value) : spellScalar(value).text
}
