import { readFileSync } from 'node:fs'
import type { Comment, TreeBranch, TreeBranches, TreeItem, TreeValue } from '@sopskit/core'
import { branch, comment, entry, sequence, timestamp } from '@sopskit/core'

/** A tree as the store code of sops 3.13.3 was made to print it: `["MAP", …]`, `["LIST", …]`, `["#", text, inline]`. */
export type RecordedTree = readonly unknown[]

/** Reads a file of this folder's vectors, one JSON array. */
export function readVectors(name: string): unknown {
  return JSON.parse(readFileSync(new URL(`./vectors/${name}.json`, import.meta.url), 'utf8'))
}

/** The documents of a recorded tree in our shape. */
export function toBranches(recorded: RecordedTree): TreeBranches {
  return recorded.map((document) => toBranch(asList(document)))
}

function toBranch([, ...items]: readonly unknown[]): TreeBranch {
  return branch(items.map((item) => toItem(asList(item))))
}

function toItem(item: readonly unknown[]): TreeItem {
  return isComment(item) ? toComment(item) : entry(String(item[0]), toValue(item[1]))
}

function toValue(value: unknown): TreeValue {
  if (Array.isArray(value)) return value[0] === 'MAP' ? toBranch(value) : toSequence(value)
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  return toTyped(value as { readonly t: string; readonly v: string })
}

function toSequence([, ...items]: readonly unknown[]): TreeValue {
  return sequence(
    items.map((item) => (Array.isArray(item) && isComment(item) ? toComment(item) : toValue(item))),
  )
}

function toTyped({ t, v }: { readonly t: string; readonly v: string }): TreeValue {
  if (t === 'int') return BigInt(v)
  if (t === 'time') return timestamp(v)
  return Number(v.replace('Inf', 'Infinity'))
}

function isComment(item: readonly unknown[]): boolean {
  return item[0] === '#' && item.length === 3
}

function toComment([, text, inline]: readonly unknown[]): Comment {
  return comment(String(text), inline === true)
}

function asList(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError('A recorded map or item is a JSON array.')
  return value
}
