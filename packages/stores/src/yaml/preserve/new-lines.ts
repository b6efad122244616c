import type { Comment, TreeBranch, TreeItem, TreeSequence, TreeValue } from '@sopskit/core'
import { branch, decodeUtf8, entry, isBranch, isSequence } from '@sopskit/core'
import { emitYaml } from '../emit/emit-yaml.ts'
import { inlineSpellings } from './inline-spelling.ts'
import type { NewStyle } from './new-style.ts'
import { refusal } from './refusal.ts'
import type { NewItem } from './shape-change.ts'
import { newItem } from './source-items.ts'

type Indentation = Pick<NewStyle, 'step' | 'listStep'>

/** The lines of a new entry or item of a list, without a margin. */
export function linesOfItem({ name, value }: NewItem, style: Indentation): readonly string[] {
  return name === undefined ? linesOfListItem(value, style) : linesOfEntry(name, value, style)
}

/** The lines of a map or list that is not empty. */
export function linesOfCollection(
  value: TreeBranch | TreeSequence,
  style: Indentation,
): readonly string[] {
  const items: readonly (TreeItem | TreeValue | Comment)[] = value.items
  return items.flatMap((item) => linesOfItem(newItem(item, []), style))
}

/** What stands behind `key:` or `-`: text on that line, and lines below. */
export function linesOfValue(value: TreeValue, style: Indentation): readonly string[] {
  if (isCollection(value)) {
    if (value.items.length === 0) return [isBranch(value) ? ' {}' : ' []']
    const step = isBranch(value) ? style.step : style.listStep
    return ['', ...indented(linesOfCollection(value, style), step)]
  }
  if (typeof value !== 'string') return [` ${inlineSpellings(value, 'plain', false)[0] ?? ''}`]
  const [first = '', ...others] = emitted('k', value, style)
  return [first.slice('k:'.length), ...others]
}

function linesOfEntry(name: string, value: TreeValue, style: Indentation): readonly string[] {
  // sops writes long keys behind a question mark, which is no beginning of such a line.
  const [spelled = ''] = emitted(name, null, style)
  if (!spelled.endsWith(': null')) throw refusal('This key is too long for its line.', [])
  const [first = '', ...others] = linesOfValue(value, style)
  return [spelled.slice(0, -' null'.length) + first, ...others]
}

function linesOfListItem(value: TreeValue, style: Indentation): readonly string[] {
  if (!isCollection(value) || value.items.length === 0) {
    const [first = '', ...others] = linesOfValue(value, style)
    return [`-${first}`, ...others]
  }
  const [first = '', ...others] = linesOfCollection(value, style)
  return [`- ${first}`, ...indented(others, '- '.length)]
}

function emitted(name: string, value: TreeValue, { step }: Indentation): readonly string[] {
  const bytes = emitYaml([branch([entry(name, value)])], { indent: step })
  return (decodeUtf8(bytes) ?? '').replace(/\n$/, '').split('\n')
}

/** Lines with a margin, empty ones without. */
export function indented(lines: readonly string[], margin: number): readonly string[] {
  return lines.map((line) => (line === '' ? '' : ' '.repeat(margin) + line))
}

/** True for maps and lists. */
export function isCollection(value: TreeValue): value is TreeBranch | TreeSequence {
  return isBranch(value) || isSequence(value)
}
