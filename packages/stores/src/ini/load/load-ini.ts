import type { TreeBranches, TreeEntry, TreeItem } from '@sopskit/core'
import { branch, comment, entry } from '@sopskit/core'
import { toTreeText } from '../../lines/byte-text.ts'
import { loadText } from '../../lines/load-text.ts'
import { unescapeMetadata } from '../metadata-values.ts'
import { byteOrderMark, type IniKey, type IniSection } from '../section.ts'
import { readIni } from './read-ini.ts'

/** Reads a file as one document: sections, and text in them (I1). */
export function loadIni(input: Uint8Array): TreeBranches {
  const text = loadText(input)
  const sections = readIni(text.startsWith(byteOrderMark) ? text.slice(1) : text)
  return [branch(sections.map(sectionEntry))]
}

function sectionEntry(section: IniSection): TreeEntry {
  const { name, comment: head, keys } = section
  const items = keys.flatMap((key) => keyItems(key, name))
  return entry(name, branch(head === undefined ? items : [commentOf(head), ...items]))
}

// I6: the comment of a key comes after it.
function keyItems({ name, value, comment: note }: IniKey, section: string): readonly TreeItem[] {
  const item = entry(name, toTreeText(unescapeMetadata(section, value)))
  return note === undefined ? [item] : [item, commentOf(note)]
}

function commentOf(text: string): TreeItem {
  return comment(toTreeText(text))
}
