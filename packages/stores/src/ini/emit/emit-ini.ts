import type { TreeBranches, TreeEntry } from '@sopskit/core'
import { isBranch, requireFileSize } from '@sopskit/core'
import { fromTreeText, textToBytes } from '../../lines/byte-text.ts'
import { TextBuilder } from '../../text/text-builder.ts'
import { byteOrderMark, defaultSection } from '../section.ts'
import { emitFailed } from './emit-failed.ts'
import { spellHeader } from './spell.ts'
import { type SpelledKey, type SpelledSection, spellSection } from './spell-section.ts'

/** Writes the sections of all documents, one after the other, with an empty line between two (I7, I10). */
export function emitIni(branches: TreeBranches): Uint8Array {
  const sections = branches.flatMap(({ items }) => items.filter((item) => item.kind === 'entry'))
  const out = new TextBuilder()
  let gap = ''
  for (const [index, section] of sections.entries()) {
    const { head, keys } = spell(section)
    // sops leaves the header of a first section `default` out too, which is read back as `DEFAULT`.
    const header = index === 0 && section.key === defaultSection ? '' : headerLine(section.key)
    out.push(gap + head + header)
    pushKeys(out, keys)
    gap = header === '' && keys.length === 0 ? '' : '\n'
  }
  const text = out.toString()
  // Of two byte order marks the first is dropped on reading (I2), and the other belongs to a key.
  return textToBytes(text.startsWith(byteOrderMark) ? byteOrderMark + text : text)
}

function spell({ key: name, value }: TreeEntry): SpelledSection {
  if (isBranch(value)) return spellSection(name, value)
  throw emitFailed(
    [name],
    'An INI file has nothing but sections at its top level, and this is none. Choose another format.',
  )
}

function headerLine(name: string): string {
  const line = spellHeader(fromTreeText(name, [name]))
  if (line !== undefined) return line
  throw emitFailed([name], 'No section of an INI file can have this name. Rename it.')
}

// I7: padded to the longest key, in bytes.
function pushKeys(out: TextBuilder, keys: readonly SpelledKey[]): void {
  const widths = keys.map(({ name }) => textToBytes(name).length)
  const widest = widths.reduce((left, right) => Math.max(left, right), 0)
  // One long key makes every line long.
  requireFileSize(widest * keys.length)
  for (const [index, { comment, name, value }] of keys.entries()) {
    const padding = ' '.repeat(widest - (widths[index] ?? 0))
    out.push(`${comment}${name}${padding} = ${value}\n`)
  }
}
