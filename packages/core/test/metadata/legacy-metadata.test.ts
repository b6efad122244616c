import { describe, expect, it } from 'vitest'
import { serializeMetadata } from '../../src/metadata/serialize-metadata.ts'
import type { Json } from './json-tree.ts'
import { failing, parse, pgp } from './minimal-metadata.ts'

const old = { age: [], pgp: pgp({}), unencrypted_suffix: '_unencrypted' }
const kms = (fields: { readonly [name: string]: Json }): Json => [{ arn: 'a', enc: 'e', ...fields }]
const keyTypes = (metadata: ReturnType<typeof parse>): unknown =>
  metadata.keyGroups.map(({ keys }) => keys.map(({ key }) => key.type))

describe('keys of releases in Python', () => {
  it.each<[Json]>([[0.9], [1], [1.9], ['1.8']])(
    'passes over the AWS key without anything that version %o left',
    (version) => {
      const metadata = parse({ ...old, version, kms: [{ arn: '' }] })
      expect(keyTypes(metadata)).toEqual([['pgp']])
      expect(metadata.quirks).toEqual(['empty-key'])
    },
  )

  it.each<[Json]>([['2.0.9'], ['3.13.3'], ['0']])('refuses it in a file by %o', (version) => {
    expect(() => parse({ ...old, version, kms: [{ arn: '' }] })).toThrow(
      expect.objectContaining({ code: 'METADATA_INVALID' }),
    )
  })

  it('refuses a file that has no other', () => {
    expect(() => parse({ age: [], version: 0.9, kms: [{ arn: '' }] })).toThrow(
      expect.objectContaining({ code: 'NO_MASTER_KEYS' }),
    )
  })

  it.each<[string, Json]>([
    ['has a data key', kms({ arn: '' })],
    ['has an ARN', kms({ enc: '' })],
  ])('keeps an undated one that %s', (_, keys) => {
    const metadata = parse({ ...old, version: '1.18', kms: keys })
    expect(keyTypes(metadata)).toEqual([['kms', 'pgp']])
    expect(metadata.quirks).toEqual(['undated-key'])
  })

  it.each<[Json]>([['yesterday'], [1795355071.49], ['']])(
    'reads a key whose created_at is %o, and does not write it without one',
    (created_at) => {
      const metadata = parse({ ...old, version: '1.18', kms: kms({ created_at }) })
      expect(metadata.keyGroups[0]?.keys.map(({ createdAt }) => createdAt)).toEqual([
        undefined,
        '2024-01-02T03:04:05Z',
      ])
      expect(() => serializeMetadata(metadata)).toThrow(failing('kms.created_at'))
    },
  )

  it('refuses the same in a later file (D11)', () => {
    const keys = kms({ created_at: 'yesterday' })
    expect(() => parse({ ...old, version: '2.0.9', kms: keys })).toThrow(
      failing('kms[0].created_at'),
    )
  })

  it('keeps a created_at that age does not have (D4)', () => {
    const key = { recipient: 'age1test', enc: 'e', created_at: 5n }
    const metadata = parse({ ...old, version: '1.18', age: [key] })
    expect(metadata.keyGroups[0]?.keys[1]?.unknown).toHaveLength(1)
  })
})

describe('the rule of releases before 1.7', () => {
  it('encrypts everything (H2)', () => {
    const metadata = parse({ version: '1.4' })
    expect(metadata.rule).toEqual({ kind: 'unencrypted-regex', pattern: '\\z.' })
    expect(metadata.quirks).toEqual(['no-rule'])
  })

  it.each<[Json, string]>([
    ['1.18', '_unencrypted'],
    ['3.13.3', '_unencrypted'],
    ['1.18', '_clear'],
  ])('is not that of a file by %o with a suffix of its own: %s', (version, suffix) => {
    const metadata = parse({ version, unencrypted_suffix: suffix })
    expect(metadata.rule).toEqual({ kind: 'unencrypted-suffix', suffix })
    expect(metadata.quirks).toBeUndefined()
  })

  it('is not that of a later file without a rule (R2)', () => {
    const metadata = parse({ version: '2.0.9' })
    expect(metadata.rule).toEqual({ kind: 'unencrypted-suffix', suffix: '_unencrypted' })
    expect(metadata.quirks).toBeUndefined()
  })
})

describe('other remains', () => {
  it.each<[Json, boolean]>([
    ['2.000000', true],
    ['%!s(float64=2)', true],
    ['2', false],
    [2, false],
    [2n, false],
  ])('a threshold of %o is damaged: %o', (shamir_threshold, damaged) => {
    const metadata = parse({ shamir_threshold })
    expect(metadata.shamirThreshold).toBe(2)
    expect(metadata.quirks).toEqual(damaged ? ['damaged-threshold'] : undefined)
  })

  it('a file without MAC, version and time is refused by saying why', () => {
    const nothing = { lastmodified: null, mac: null, version: null }
    expect(() => parse({ ...nothing, pgp: pgp({ created_at: 1795334665.3 }) })).toThrow(
      expect.objectContaining({
        code: 'METADATA_INVALID',
        message: expect.stringContaining('Nothing vouches') as unknown,
      }),
    )
  })

  it('are never written', () => {
    const metadata = parse({ ...old, version: '1.9', kms: [{ arn: '' }] })
    const { quirks, ...mended } = metadata
    expect(quirks).toEqual(['empty-key'])
    expect(serializeMetadata(metadata)).toEqual(serializeMetadata(mended))
  })
})
