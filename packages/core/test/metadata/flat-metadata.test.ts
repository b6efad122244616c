import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flattenMetadata } from '../../src/metadata/flatten.ts'
import { unflattenMetadata } from '../../src/metadata/unflatten.ts'
import { branch, comment, entry, sequence } from '../../src/tree/create.ts'
import type { TreeBranch, TreeEntry, TreeItem } from '../../src/tree/tree.ts'
import { type Json, map } from './json-tree.ts'
import { allKeysAfter, allKeysFlat } from './recorded-metadata.ts'

const entries = (pairs: readonly (readonly [string, Json])[]): readonly TreeEntry[] =>
  pairs.map(([key, value]) => ({ kind: 'entry', key, value: value as string }))
const damaged = (field: string): unknown =>
  expect.objectContaining({
    code: 'METADATA_INVALID',
    message: expect.stringContaining(` ${field} `) as unknown,
  })

describe('flattenMetadata (D19)', () => {
  it('writes the keys of sops in its order', () => {
    expect(flattenMetadata(allKeysAfter)).toEqual(entries(allKeysFlat))
  })

  it('counts from 0 without comments, in the order of the list', () => {
    const list = sequence([comment(' c'), ...Array.from({ length: 11 }, (_, index) => `v${index}`)])
    const keys = flattenMetadata(branch([comment(' d'), entry('l', list)])).map(({ key }) => key)
    expect(keys).toEqual(Array.from({ length: 11 }, (_, index) => `l__list_${index}`))
  })

  it('writes nothing for empty lists and maps', () => {
    expect(flattenMetadata(map({ a: [], b: {}, c: [{}] }))).toEqual([])
  })

  it('keeps a key as it is, whatever it looks like', () => {
    const keys = flattenMetadata(map({ m: { '': '1', x__map_y: '2', __list_0: '3', 'a:b': '4' } }))
    expect(keys.map(({ key }) => key)).toEqual([
      'm__map_',
      'm__map_x__map_y',
      'm__map___list_0',
      'm__map_a:b',
    ])
  })
})

describe('unflattenMetadata (D20)', () => {
  it('reads what sops wrote, in any order', () => {
    const sorted = (block: TreeBranch): string =>
      JSON.stringify(
        flattenMetadata(block)
          .map((item) => JSON.stringify(item))
          .toSorted(),
      )
    expect(unflattenMetadata(entries(allKeysFlat))).toEqual(allKeysAfter)
    expect(sorted(unflattenMetadata(entries(allKeysFlat.toReversed())))).toBe(sorted(allKeysAfter))
  })

  it.each<[readonly (readonly [string, string])[], { readonly [key: string]: Json }]>([
    [[['a__list_x', '1']], { a: ['1'] }],
    [[['a__list_', '1']], { a: ['1'] }],
    [[['a__list_00', '1']], { a: ['1'] }],
    [[['a__list_0x0', '1']], { a: ['1'] }],
    [[['a__list_0.5', '1']], { a: ['1'] }],
    [[['a__list_\u0660', '1']], { a: ['1'] }],
    [
      [
        ['a__list_+1', '2'],
        ['a__list_-0', '1'],
      ],
      { a: ['1', '2'] },
    ],
    [[['a__list_0__list_0', '1']], { a: [['1']] }],
    [[['a__map_', '1']], { a: { '': '1' } }],
    [[['a__map__list_0', '1']], { a: { _list_0: '1' } }],
    [[['__map_x', '1']], { '': { x: '1' } }],
    [[['__list_0', '1']], { '': ['1'] }],
    [[['', '1']], { '': '1' }],
    [[['a__MAP_x', '1']], { a__MAP_x: '1' }],
    [[['__proto____map_x', '1']], { ['__proto__']: { x: '1' } }],
  ])('reads %j', (flat, nested) => {
    expect(unflattenMetadata(entries(flat))).toEqual(map(nested))
  })

  it.each<[string, readonly string[], string]>([
    ['a gap', ['age__list_0__map_enc', 'age__list_2__map_enc'], 'age[1]'],
    ['a negative index', ['age__list_-1'], 'age[0]'],
    ['a huge index', ['age__list_99999999999999999999'], 'age[0]'],
    ['a value that is a list too', ['age', 'age__list_0'], 'age'],
    ['a list that is a value too', ['age__list_0', 'age'], 'age'],
    ['a map that is a list too', ['age__map_x', 'age__list_0'], 'age'],
    ['a value twice', ['mac', 'mac'], 'mac'],
    ['a nested value twice', ['kms__list_0__map_arn', 'kms__list_x__map_arn'], 'kms[0].arn'],
  ])('refuses %s', (_, keys, field) => {
    expect(() => unflattenMetadata(entries(keys.map((key) => [key, 'x'])))).toThrow(damaged(field))
  })

  it('refuses endless nesting', () => {
    const deep = (steps: number): readonly TreeEntry[] =>
      entries([[`a${'__map_'.repeat(steps)}`, 'x']])
    expect(unflattenMetadata(deep(99)).items).toHaveLength(1)
    expect(() => unflattenMetadata(deep(100))).toThrow(
      expect.objectContaining({ code: 'METADATA_INVALID' }),
    )
    expect(() => unflattenMetadata(deep(100_000))).toThrow(
      expect.objectContaining({ code: 'METADATA_INVALID' }),
    )
  })
})

describe('flattenMetadata and unflattenMetadata', () => {
  const key = fc.stringMatching(/^[a-z][a-z_]{0,5}[a-z]$/)
  const nested = fc.letrec<{ value: Json; map: { readonly [key: string]: Json } }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.string(),
      tie('map'),
      fc.array(tie('value'), { minLength: 1, maxLength: 3 }),
    ),
    map: fc.dictionary(key, tie('value'), { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
  }))

  it('give nested metadata back as it was', () => {
    fc.assert(
      fc.property(nested.map, (value) => {
        fc.pre(!JSON.stringify(value).includes('__'))
        const block = map(value)
        expect(unflattenMetadata(flattenMetadata(block))).toEqual(block)
      }),
    )
  })

  it('find any order of the flat keys the same', () => {
    const shuffled = nested.map.chain((value) => {
      const flat = flattenMetadata(map(value))
      return fc.tuple(fc.constant(flat), fc.shuffledSubarray([...flat], { minLength: flat.length }))
    })
    const sorted = (items: readonly TreeItem[]): readonly string[] =>
      items.map((item) => JSON.stringify(item)).toSorted()
    fc.assert(
      fc.property(shuffled, ([flat, other]) => {
        fc.pre(flat.every(({ key: name }) => !name.replace(/__(map|list)_/g, '').includes('__')))
        expect(sorted(flattenMetadata(unflattenMetadata(other)))).toEqual(sorted(flat))
      }),
    )
  })
})
