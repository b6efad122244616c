import { describe, expect, it } from 'vitest'
import { attachMetadata } from '../../src/metadata/attach-metadata.ts'
import { detachMetadata } from '../../src/metadata/detach-metadata.ts'
import { hasMetadata } from '../../src/metadata/has-metadata.ts'
import type { MetadataLayout } from '../../src/metadata/metadata.ts'
import { branch, comment, entry, sequence } from '../../src/tree/create.ts'
import type { TreeValue } from '../../src/tree/tree.ts'
import { map } from './json-tree.ts'
import { allKeysAfter, allKeysFlat, allKeysMetadata } from './recorded-metadata.ts'

const layouts: readonly MetadataLayout[] = ['nested', 'flat-below-top', 'flat']
const code = (expected: string): unknown => expect.objectContaining({ code: expected })
const documents = [
  branch([comment(' c'), entry('a', 'x'), entry('b', branch([entry('sops', 'y')]))]),
  branch([entry('a', 'z')]),
]

describe('attachMetadata', () => {
  it('appends one map to every document (D16, D17)', () => {
    expect(attachMetadata(documents, allKeysMetadata, 'nested')).toEqual(
      documents.map(({ items }) => branch([...items, entry('sops', allKeysAfter)])),
    )
  })

  it('appends a section of flat keys for INI (D19)', () => {
    const section = branch(allKeysFlat.map(([key, value]) => entry(key, value)))
    expect(attachMetadata([map({ s: { a: 'x' } })], allKeysMetadata, 'flat-below-top')).toEqual([
      branch([...map({ s: { a: 'x' } }).items, entry('sops', section)]),
    ])
  })

  it('appends flat keys for dotenv (D19)', () => {
    const keys = allKeysFlat.map(([key, value]) => entry(`sops_${key}`, value))
    expect(attachMetadata([map({ a: 'x' })], allKeysMetadata, 'flat')).toEqual([
      branch([entry('a', 'x'), ...keys]),
    ])
  })

  it.each(layouts)('%s: refuses a later document that has the name already (D21)', (layout) => {
    const reserved = map(layout === 'flat' ? { sops_x: 'y' } : { sops: 'y' })
    expect(() => attachMetadata([branch([]), reserved], allKeysMetadata, layout)).toThrow(
      code('EMIT_FAILED'),
    )
  })
})

describe('detachMetadata', () => {
  it.each(layouts)('%s: gives back what was attached', (layout) => {
    const attached = attachMetadata(documents, allKeysMetadata, layout)
    expect(detachMetadata(attached, layout)).toEqual({
      metadata: allKeysMetadata,
      branches: documents,
    })
  })

  it.each(layouts)('%s: finds metadata wherever it stands (D16)', (layout) => {
    const attached = attachMetadata([map({ a: 'x', b: 'y' })], allKeysMetadata, layout)
    const reversed = attached.map(({ items }) => branch(items.toReversed()))
    const detached = detachMetadata(reversed, layout)
    expect(detached.metadata).toEqual(allKeysMetadata)
    expect(detached.branches).toEqual([map({ b: 'y', a: 'x' })])
  })

  it('reads the first document alone and removes it from all, whatever it is (D17)', () => {
    const [first, second] = attachMetadata(
      [map({ a: 'x' }), map({ b: 'y' })],
      allKeysMetadata,
      'nested',
    )
    const other = branch([entry('sops', 5n), entry('c', 'z')])
    const detached = detachMetadata([first ?? branch([]), other, map({ d: 'w' })], 'nested')
    expect(detached.branches).toEqual([map({ a: 'x' }), map({ c: 'z' }), map({ d: 'w' })])
    expect(() => detachMetadata([map({ a: 'x' }), second ?? branch([])], 'nested')).toThrow(
      code('METADATA_NOT_FOUND'),
    )
  })

  it.each(layouts)('%s: finds none in a plain file (D18)', (layout) => {
    const plain = map({ a: 'x', Sops: 'y', SOPS_X: 'z', sopsy: 'w' })
    expect(() => detachMetadata([plain], layout)).toThrow(code('METADATA_NOT_FOUND'))
    expect(() => detachMetadata([], layout)).toThrow(code('METADATA_NOT_FOUND'))
  })

  it.each<[string, TreeValue]>([
    ['text', 'x'],
    ['null', null],
    ['a list', sequence([])],
    ['empty', branch([])],
  ])('refuses metadata that is %s (D18)', (_, value) => {
    const document = branch([entry('a', 'x'), entry('sops', value)])
    expect(() => detachMetadata([document], 'nested')).toThrow(code('METADATA_INVALID'))
    expect(() => detachMetadata([document], 'flat-below-top')).toThrow(code('METADATA_INVALID'))
  })

  it.each(['nested', 'flat-below-top'] as const)('%s: refuses two of them (D18)', (layout) => {
    const [document] = attachMetadata([map({ a: 'x' })], allKeysMetadata, layout)
    const twice = branch([...(document?.items ?? []), ...(document?.items.slice(-1) ?? [])])
    expect(() => detachMetadata([twice], layout)).toThrow(code('METADATA_INVALID'))
  })

  it.each([
    ['lastmodified', 'METADATA_INVALID'],
    ['version', 'METADATA_INVALID'],
    ['age', 'NO_MASTER_KEYS'],
  ])('refuses flat metadata without %s (D8, D11)', (missing, expected) => {
    const few = allKeysFlat.filter(
      ([key]) => /^(age|last|mac|vers)/.test(key) && !key.startsWith(missing),
    )
    const document = branch(few.map(([key, value]) => entry(`sops_${key}`, value)))
    expect(() => detachMetadata([document], 'flat')).toThrow(code(expected))
  })

  it('takes a key named sops in a flat file for data (D21)', () => {
    const attached = attachMetadata([map({ sops: '1' })], allKeysMetadata, 'flat')
    expect(detachMetadata(attached, 'flat').branches).toEqual([map({ sops: '1' })])
  })
})

describe('hasMetadata (D21)', () => {
  it.each<[MetadataLayout, string, boolean]>([
    ['nested', 'sops', true],
    ['nested', 'sops_x', false],
    ['nested', 'Sops', false],
    ['flat-below-top', 'sops', true],
    ['flat-below-top', 'sops_x', false],
    ['flat', 'sops_', true],
    ['flat', 'sops_x', true],
    ['flat', 'sops', false],
    ['flat', 'SOPS_X', false],
  ])('%s: a key %s is %s', (layout, key, expected) => {
    expect(hasMetadata([map({ a: 'x', [key]: null })], layout)).toBe(expected)
    expect(hasMetadata([map({ a: { [key]: 'x' } })], layout)).toBe(false)
  })

  it('looks at the first document alone', () => {
    expect(hasMetadata([], 'nested')).toBe(false)
    expect(hasMetadata([map({ a: 'x' }), map({ sops: 'y' })], 'nested')).toBe(false)
  })
})
