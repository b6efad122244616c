import type { Comment, TreeBranch, TreeItem, TreeScalar, TreeValue } from '@sopskit/core'
import { branch, comment, entry, sequence, timestamp } from '@sopskit/core'

/** A tree as the vectors write it; see vectors/README.md. */
export type Notation = string | boolean | null | NumberOrTime | readonly unknown[]

interface NumberOrTime {
  readonly t: string
  readonly v: string
}

/** One document of the vectors as a tree. */
export function documentFrom(notation: readonly unknown[]): TreeBranch {
  return branch(notation.slice(1).map(itemFrom))
}

function itemFrom(notation: unknown): TreeItem {
  const [key, value] = notation as readonly [string, Notation]
  return commentFrom(notation) ?? entry(key, valueFrom(value))
}

function valueFrom(notation: Notation): TreeValue {
  if (!Array.isArray(notation)) return scalarFrom(notation as Exclude<Notation, readonly unknown[]>)
  if (notation[0] === 'MAP') return documentFrom(notation)
  const items = notation.slice(1) as readonly Notation[]
  return sequence(items.map((item) => commentFrom(item) ?? valueFrom(item)))
}

function commentFrom(notation: unknown): Comment | undefined {
  if (!Array.isArray(notation) || notation.length !== 3 || notation[0] !== '#') return undefined
  const [, text, inline] = notation as [string, string, boolean]
  return comment(text, inline)
}

function scalarFrom(notation: string | boolean | null | NumberOrTime): TreeScalar {
  if (typeof notation !== 'object' || notation === null) return notation
  if (notation.t === 'int') return BigInt(notation.v)
  if (notation.t === 'time') return timestamp(notation.v)
  return floatFrom(notation.v)
}

function floatFrom(text: string): number {
  if (text === '+Inf') return Infinity
  return text === '-Inf' ? -Infinity : Number(text)
}
