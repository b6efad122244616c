import { describe, expect, it } from 'vitest'
import { branch, entry, sequence, timestamp } from '../../src/tree/create.ts'
import type { TreeValue } from '../../src/tree/tree.ts'
import { type Json, map } from './json-tree.ts'
import { failing, parse, parseWith, pgp } from './minimal-metadata.ts'

// Values and outcomes as sops 3.13.3 showed them, by what it wrote back.
describe('conversions (D15)', () => {
  it.each<[Json, number]>([
    ['2', 2],
    [2n, 2],
    [2, 2],
    [2.7, 2],
    [true, 1],
    [false, 0],
    ['', 0],
    [null, 0],
    [-1n, -1],
    ['-1', -1],
    [1000, 1000],
  ])('shamir_threshold %o is %i', (value, threshold) => {
    expect(parse({ shamir_threshold: value }).shamirThreshold).toBe(threshold)
  })

  it.each<[string]>([['2.000000'], ['%!s(float64=2)']])(
    'reads the damaged threshold %s of old flat files, which sops cannot',
    (value) => {
      expect(parse({ shamir_threshold: value }).shamirThreshold).toBe(2)
    },
  )

  it.each<[Json]>([
    ['abc'],
    [' 2'],
    ['2.5'],
    ['010'],
    ['0x10'],
    ['1_0'],
    [[]],
    [[2n]],
    [{ a: 1n }],
    [NaN],
    [2n ** 63n],
  ])('shamir_threshold %o is refused', (value) => {
    expect(() => parse({ shamir_threshold: value })).toThrow(failing('shamir_threshold'))
  })

  it.each<[Json, boolean]>([
    ['true', true],
    ['T', true],
    ['1', true],
    [1n, true],
    [0.5, true],
    [true, true],
    ['false', false],
    ['', false],
    ['0', false],
    [0n, false],
    [0, false],
    [null, false],
  ])('mac_only_encrypted %o is %s', (value, expected) => {
    expect(parse({ mac_only_encrypted: value }).macOnlyEncrypted).toBe(expected)
  })

  it.each<[Json]>([['abc'], ['yes'], [[]], [{ a: 1n }]])(
    'mac_only_encrypted %o is refused',
    (value) => {
      expect(() => parse({ mac_only_encrypted: value })).toThrow(failing('mac_only_encrypted'))
    },
  )

  it.each<[Json, string]>([
    [5n, '5'],
    [true, '1'],
    [false, '0'],
    [null, ''],
    [1e21, '1000000000000000000000'],
    [1.5e-7, '0.00000015'],
    [100000, '100000'],
    [-0, '-0'],
    [2 ** 70, '1180591620717411300000'],
  ])('a text field %o is %j', (value, text) => {
    const [wrapped] = parse({ age: [], pgp: pgp({ fp: value }) }).keyGroups[0]?.keys ?? []
    expect(wrapped?.key).toEqual({ type: 'pgp', fingerprint: text })
  })

  it.each<[TreeValue]>([
    [sequence([])],
    [branch([])],
    [timestamp('2024-01-02T03:04:05Z')],
    [Uint8Array.of(0xff)],
    [Infinity],
  ])('a text field %o is refused', (value) => {
    expect(() => parseWith('mac', value)).toThrow(failing('mac'))
  })

  it.each<[Json, string]>([
    ['', 'pgp[0]'],
    ['x', 'pgp[0]'],
    [5n, 'pgp[0]'],
    [[[]], 'pgp[0]'],
    [pgp({ fp: [] }), 'pgp[0].fp'],
    [[{ enc: 'e', fp: 'F' }], 'pgp[0].created_at'],
    [[null], 'pgp[0].created_at'],
  ])('a list of keys %o is refused', (value, field) => {
    expect(() => parse({ pgp: value })).toThrow(failing(field))
  })

  it('reads an encryption context of any scalars', () => {
    const kms = { arn: 'a', enc: 'e', created_at: '2024-01-02T03:04:05Z' }
    const contextOf = (context: Json): unknown => {
      const [wrapped] = parse({ age: [], kms: [{ ...kms, context }] }).keyGroups[0]?.keys ?? []
      return wrapped !== undefined && 'context' in wrapped.key && wrapped.key.context
    }
    expect(contextOf({ z: '1', A: 2n, a: true })).toEqual({ z: '1', A: '2', a: '1' })
    expect([contextOf(null), contextOf({}), contextOf([])]).toEqual([{}, {}, {}])
    expect(() => contextOf('x')).toThrow(failing('kms[0].context'))
    expect(() => contextOf({ a: {} })).toThrow(failing('kms[0].context'))
  })

  it('keeps a context key named __proto__ as data', () => {
    const context = branch([entry('__proto__', 'x')])
    const kms = branch([
      ...map({ arn: 'a', created_at: '2024-01-02T03:04:05Z' }).items,
      entry('context', context),
    ])
    const [wrapped] = parseWith('kms', kms).keyGroups[0]?.keys ?? []
    expect(
      wrapped !== undefined && 'context' in wrapped.key && Object.entries(wrapped.key.context),
    ).toEqual([['__proto__', 'x']])
  })
})
