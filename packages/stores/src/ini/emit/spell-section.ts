import type { Comment, TreeBranch, TreeEntry } from '@sopskit/core'
import { isBranch, isComment, isScalar } from '@sopskit/core'
import { fromTreeText } from '../../lines/byte-text.ts'
import { scalarText } from '../../lines/scalar-text.ts'
import { escapeMetadata } from '../metadata-values.ts'
import { keyCommentLines, sectionCommentLines } from './comment-lines.ts'
import { emitFailed } from './emit-failed.ts'
import { spellKey, spellValue } from './spell.ts'

/** A key as it is written: the lines of its comment, its name and its value. */
export interface SpelledKey {
  readonly comment: string
  readonly name: string
  readonly value: string
}

/** A section as it is written, but for its header. */
export interface SpelledSection {
  /** The lines of its comment. */
  readonly head: string
  readonly keys: readonly SpelledKey[]
}

/** Spells what is in a section. */
export function spellSection(section: string, { items }: TreeBranch): SpelledSection {
  const [first] = items
  const head = first !== undefined && isComment(first) ? commentText(first, section) : ''
  const entries = items.filter((item) => item.kind === 'entry')
  requireDistinctKeys(section, entries)
  const comments = commentsByKey(items)
  const keys = entries.map((entry) => {
    const note = comments.get(entry)
    const comment = note === undefined ? '' : keyCommentLines(commentText(note, section))
    return { comment, ...spellEntry(section, entry) }
  })
  return { head: sectionCommentLines(head), keys }
}

// I10: a comment goes to the key before it, and the last one of several wins.
function commentsByKey(items: TreeBranch['items']): ReadonlyMap<TreeEntry, Comment> {
  const comments = new Map<TreeEntry, Comment>()
  let key: TreeEntry | undefined
  for (const item of items) {
    if (!isComment(item)) key = item
    else if (key !== undefined) comments.set(key, item)
  }
  return comments
}

function commentText({ text }: Comment, section: string): string {
  return fromTreeText(text, [section])
}

// sops writes the last of equal keys alone.
function requireDistinctKeys(section: string, entries: readonly TreeEntry[]): void {
  const keys = new Set<string>()
  for (const { key } of entries) {
    if (keys.has(key)) {
      const message = 'This key stands more than once in its section of an INI file. Rename one.'
      throw emitFailed([section, key], message)
    }
    keys.add(key)
  }
}

function spellEntry(section: string, { key, value }: TreeEntry): Omit<SpelledKey, 'comment'> {
  const path = [section, key]
  if (!isScalar(value)) {
    const kind = isBranch(value) ? 'map' : 'list'
    throw emitFailed(path, `A section of an INI file holds no ${kind}. Choose another format.`)
  }
  const name = spellKey(fromTreeText(key, path))
  if (name === undefined)
    throw emitFailed(path, 'No key of an INI file can have this name. Rename it.')
  const text = spellValue(escapeMetadata(section, scalarText(value, path)))
  if (text !== undefined) return { name, value: text }
  throw emitFailed(
    path,
    'None of the quotes that INI knows can hold this value as it is. Choose another format.',
  )
}
