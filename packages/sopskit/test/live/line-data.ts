import type { OracleNode } from './oracle.ts'

/** The formats that hold nothing but text in lines. */
export type LineFormat = 'dotenv' | 'ini'

/** A key and its text (`null` for a scalar that is no text: any text is right for it), or a header. */
interface Line {
  readonly name: string
  readonly text: string | null
  readonly kind: 'key' | 'section' | 'no text'
}

/**
 * What must survive in a format of lines: keys and texts in order, section by section, without comments.
 * The empty section that every INI file begins with says nothing.
 */
export function lineData(tree: readonly OracleNode[], format: LineFormat): readonly Line[] {
  const [first = []] = tree
  if (format === 'dotenv') return entriesOf(first).map(lineOf)
  const [head, ...others] = tree.flatMap(entriesOf)
  if (head === undefined) return []
  const sections = isEmptyDefault(head) ? others : [head, ...others]
  return sections.flatMap(([name, section]) => [
    { name, text: null, kind: 'section' as const },
    ...entriesOf(section).map(lineOf),
  ])
}

/** True when what was read is what should be there. */
export function isSameData(expected: readonly Line[], found: readonly Line[]): boolean {
  return (
    expected.length === found.length &&
    expected.every(({ name, text, kind }, index) => {
      const other = found[index]
      if (kind === 'no text' || other?.name !== name || other.kind !== kind) return false
      return text === null || text === other.text
    })
  )
}

type Entry = readonly [key: string, value: OracleNode]

function lineOf([name, value]: Entry): Line {
  if (Array.isArray(value)) return { name, text: null, kind: 'no text' }
  return { name, text: typeof value === 'string' ? withOneReplacement(value) : null, kind: 'key' }
}

function isEmptyDefault([name, section]: Entry): boolean {
  return name === 'DEFAULT' && entriesOf(section).length === 0
}

/** The keys of a map with their values; of anything else nothing. */
export function entriesOf(node: OracleNode): readonly Entry[] {
  if (!Array.isArray(node)) return []
  const [kind, ...items] = node as readonly OracleNode[]
  return kind === 'MAP' ? (items as readonly (readonly OracleNode[])[]).filter(isEntry) : []
}

// A comment has a third part.
function isEntry(item: readonly OracleNode[]): item is Entry {
  return item.length === 2
}

function withOneReplacement(text: string): string {
  return text.replace(/\ufffd+/g, '\ufffd')
}
