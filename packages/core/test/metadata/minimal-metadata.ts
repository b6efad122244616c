import { expect } from 'vitest'
import type { Metadata } from '../../src/metadata/metadata.ts'
import { parseMetadata } from '../../src/metadata/parse-metadata.ts'
import { branch, entry } from '../../src/tree/create.ts'
import type { TreeValue } from '../../src/tree/tree.ts'
import { type Json, map } from './json-tree.ts'

/** One age recipient. */
export const age = { enc: 'e', recipient: 'age1test' }
/** The least that metadata can be, as plain data. */
export const plain = {
  age: [age],
  lastmodified: '2024-01-02T03:04:05Z',
  mac: 'm',
  version: '3.13.3',
}
/** Reads the least metadata with other or further fields. */
export const parse = (fields: { readonly [name: string]: Json }): Metadata =>
  parseMetadata(map({ ...plain, ...fields }))
/** Reads the least metadata with one field more, as a tree. */
export const parseWith = (name: string, value: TreeValue): Metadata =>
  parseMetadata(branch([...map(plain).items, entry(name, value)]))
/** A list of one OpenPGP key. */
export const pgp = (fields: { readonly [name: string]: Json }): Json => [
  { fp: 'F', enc: 'e', created_at: '2024-01-02T03:04:05Z', ...fields },
]
/** The error for a field. */
export const failing = (field: string): unknown =>
  expect.objectContaining({
    code: 'METADATA_INVALID',
    message: expect.stringContaining(` ${field} `) as unknown,
  })
