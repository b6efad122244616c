import { describe, expect, it } from 'vitest'
import type { Metadata } from '../../src/metadata/metadata.ts'
import { parseMetadata } from '../../src/metadata/parse-metadata.ts'
import { branch, comment, entry, sequence, timestamp } from '../../src/tree/create.ts'
import { type Json, map, tree } from './json-tree.ts'
import { age, failing, parse, parseWith, pgp, plain } from './minimal-metadata.ts'
import { allKeysBefore, allKeysMetadata } from './recorded-metadata.ts'

describe('parseMetadata', () => {
  it('reads every kind of key, in the order sops tries them (D4, D9)', () => {
    expect(parseMetadata(allKeysBefore)).toEqual(allKeysMetadata)
  })

  it('reads what releases before 3.10 wrote: absent kinds as null or empty lists (H4)', () => {
    const nulls = {
      kms: null,
      gcp_kms: null,
      azure_kv: null,
      hc_vault: null,
      pgp: null,
      key_groups: null,
    }
    const empty = { kms: [], gcp_kms: [], azure_kv: [], hc_vault: [], pgp: [], key_groups: [] }
    const older = { shamir_threshold: 0n, mac_only_encrypted: false }
    expect(parse({ ...nulls, ...older })).toEqual(parse({}))
    expect(parse({ ...empty, ...older })).toEqual(parse({}))
  })

  it('matches names in any case (D15)', () => {
    const upper = map({
      AGE: [{ ENC: 'e', Recipient: 'age1test' }],
      LastModified: plain.lastmodified,
      MAC: 'm',
      VERSION: '3.13.3',
      Encrypted_Regex: 'a',
    })
    expect(parseMetadata(upper)).toEqual(parse({ encrypted_regex: 'a' }))
  })

  it('prefers the exact name, and of equal names the last', () => {
    expect(parse({ MAC: 'other' }).mac).toBe('m')
    expect(parseMetadata(branch([entry('MAC', 'other'), ...map(plain).items])).mac).toBe('m')
    expect(parseWith('mac', 'last').mac).toBe('last')
  })

  it('takes a single map for a list of one, and an empty one for none (D15)', () => {
    expect(parse({ age })).toEqual(parse({}))
    expect(parse({ pgp: {} })).toEqual(parse({}))
  })

  it('drops comments (D15)', () => {
    const note = comment(' note')
    const commented = branch([
      note,
      entry('age', sequence([note, branch([note, ...map(age).items]), note])),
      ...map({ ...plain, age: [] }).items.filter(
        (item) => item.kind === 'entry' && item.key !== 'age',
      ),
    ])
    expect(parseMetadata(commented)).toEqual(parse({}))
    expect(parseWith('pgp', sequence([note]))).toEqual(parse({}))
  })

  it('keeps what it does not know, at the top and in a key', () => {
    const key = { ...age, created_at: 5n, extra: [1n] }
    const metadata = parse({ age: [key], attention: 'x', future_kms: [{ id: 'k' }] })
    expect(metadata.unknown).toEqual(map({ attention: 'x', future_kms: [{ id: 'k' }] }).items)
    const [wrapped] = metadata.keyGroups[0]?.keys ?? []
    expect(wrapped?.unknown).toEqual(map({ created_at: 5n, extra: [1n] }).items)
  })
})

describe('key groups', () => {
  const other = { enc: 'f', recipient: 'age1other' }
  const recipients = (metadata: Metadata): unknown =>
    metadata.keyGroups.map((group) =>
      group.keys.map(({ key }) => 'recipient' in key && key.recipient),
    )

  it('reads several', () => {
    const groups = parse({ age: [], key_groups: [{ age: [age], hc_vault: [] }, { age: [other] }] })
    expect(recipients(groups)).toEqual([['age1test'], ['age1other']])
  })

  it('ignores them when keys stand directly in the metadata (D6)', () => {
    expect(recipients(parse({ key_groups: [{ age: [other] }] }))).toEqual([['age1test']])
  })

  it.each<[string, Json]>([
    ['a list of one', [{ age: [other] }]],
    ['a map', { age: other }],
  ])('takes one group given as %s (D7)', (_, key_groups) => {
    const metadata = parse({ age: null, key_groups })
    expect(recipients(metadata)).toEqual([['age1other']])
    expect(metadata.unknown).toEqual([])
  })

  it('keeps an empty group: it cannot give its share', () => {
    expect(parse({ age: [], key_groups: [null, {}] }).keyGroups.map(({ keys }) => keys)).toEqual([
      [],
      [],
    ])
  })

  it.each<[{ readonly [name: string]: Json }]>([
    [{}],
    [{ age: [] }],
    [{ age: null }],
    [{ key_groups: [] }],
  ])('refuses metadata without any key: %o (D8)', (fields) => {
    const { age: _, ...rest } = plain
    expect(() => parseMetadata(map({ ...rest, ...fields }))).toThrow(
      expect.objectContaining({ code: 'NO_MASTER_KEYS' }),
    )
  })
})

describe('times', () => {
  it.each([
    ['2024-01-02T03:04:05Z', '2024-01-02T03:04:05Z'],
    ['2024-01-02T03:04:05.5Z', '2024-01-02T03:04:05Z'],
    ['2024-01-02T03:04:05+00:00', '2024-01-02T03:04:05Z'],
    ['2024-01-02T03:04:05+02:00', '2024-01-02T03:04:05+02:00'],
  ])('lastmodified %s counts as %s for the MAC (D10)', (text, seconds) => {
    expect(parse({ lastmodified: text }).lastModified).toBe(seconds)
  })

  it.each<[Json]>([[''], ['yesterday'], ['2024-01-02'], [5n], [null]])(
    'lastmodified %o is refused (D11)',
    (value) => {
      expect(() => parse({ lastmodified: value })).toThrow(failing('lastmodified'))
    },
  )

  it('refuses a lastmodified that YAML read as a timestamp (D12)', () => {
    expect(() => parseWith('lastmodified', timestamp('2024-01-02T03:04:05Z'))).toThrow(
      failing('lastmodified'),
    )
  })

  it('reads created_at in whole seconds with its offset (D11)', () => {
    const times = [
      { created_at: '2024-01-02T03:04:05.5+00:00' },
      { created_at: '2024-01-02T03:04:05+02:00' },
    ]
    const keys = times.flatMap(
      (time) => parse({ age: [], pgp: pgp(time) }).keyGroups[0]?.keys ?? [],
    )
    expect(keys.map((key) => key.createdAt)).toEqual([
      '2024-01-02T03:04:05Z',
      '2024-01-02T03:04:05+02:00',
    ])
  })

  it('refuses a damaged created_at by its place (D11)', () => {
    const [first] = pgp({}) as readonly Json[]
    const [second] = pgp({ created_at: 'garbage' }) as readonly Json[]
    expect(() => parse({ pgp: [first ?? null, second ?? null] })).toThrow(
      failing('pgp[1].created_at'),
    )
  })
})

describe('rules, version and MAC', () => {
  it('reads a rule, an empty one as absent (R1, R2)', () => {
    expect(parse({ encrypted_regex: '^a', unencrypted_suffix: '' }).rule).toEqual({
      kind: 'encrypted-regex',
      pattern: '^a',
    })
    expect(parse({}).rule).toEqual({ kind: 'unencrypted-suffix', suffix: '_unencrypted' })
  })

  it('refuses two rules (R1)', () => {
    expect(() => parse({ encrypted_regex: 'a', unencrypted_suffix: 'b' })).toThrow(
      expect.objectContaining({ code: 'CONFLICTING_RULES' }),
    )
  })

  it('does not look at a pattern (R10)', () => {
    expect(parse({ encrypted_regex: '(' }).rule).toEqual({ kind: 'encrypted-regex', pattern: '(' })
  })

  it('reads an absent MAC as empty (M7)', () => {
    expect(parse({ mac: null }).mac).toBe('')
  })

  it.each<[string | number]>([
    ['3.7.3'],
    ['99.0.0'],
    ['v3.7.3'],
    ['3.7.3-rc.1'],
    ['3.7.3+b'],
    ['3.7.3-a+b.c'],
    ['1.'],
    ['1.x'],
    ['1.0'],
    [1.1],
    ['1'],
    [1],
    [0.9],
    ['0.8'],
  ])('accepts version %o (D13, H1)', (version) => {
    expect(parse({ version }).version).toBe(String(version))
  })

  it.each<[Json]>([
    [''],
    [null],
    [5n],
    ['0'],
    ['0.'],
    ['0.x'],
    ['3.7'],
    ['banana'],
    ['V3.7.3'],
    ['vv3.7.3'],
    ['v1.x'],
    ['03.7.3'],
    ['3.07.3'],
    ['3.7.3.4'],
    ['3.7.x'],
    ['3..3'],
    ['3.7.'],
    [' 3.7.3'],
    ['3.7.3 '],
    ['-1.2.3'],
    ['3.7.3-'],
    ['3.7.3-01'],
    ['3.7.3-rc_1'],
    ['3.7.3+'],
    [3.13],
  ])('refuses version %o (D13)', (version) => {
    expect(() => parse({ version })).toThrow(failing('version'))
  })

  it('refuses a version of millions of parts', () => {
    const version = `3.7.3-${'a.'.repeat(20_000_000)}a`
    expect(() => parse({ version })).toThrow(failing('version'))
  })

  it('shows no value in a message', () => {
    const values: readonly { readonly [name: string]: Json }[] = [
      { lastmodified: 'hidden' },
      { version: 'hidden' },
      { shamir_threshold: 'hidden' },
      { pgp: pgp({ created_at: 'hidden' }) },
      { pgp: 'hidden' },
    ]
    const messages = values.map((fields) => {
      try {
        return JSON.stringify(parse(fields))
      } catch (error) {
        return String(error)
      }
    })
    expect(messages.filter((message) => message.includes('damaged'))).toHaveLength(values.length)
    expect(messages.join()).not.toContain('hidden')
  })

  it('accepts any tree it is given without another kind of error', () => {
    expect(() => parseMetadata(branch([]))).toThrow(failing('lastmodified'))
    expect(() => parseWith('key_groups', tree([[['x']]]))).toThrow(failing('key_groups[0]'))
  })
})
