import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MasterKey } from '../../src/keys/master-key.ts'
import type { Metadata, WrappedDataKey } from '../../src/metadata/metadata.ts'
import { parseMetadata } from '../../src/metadata/parse-metadata.ts'
import { serializeMetadata } from '../../src/metadata/serialize-metadata.ts'
import { entry } from '../../src/tree/create.ts'
import type { EncryptionRule } from '../../src/rules/encryption-rule.ts'
import { map } from './json-tree.ts'
import { allKeysAfter, allKeysMetadata } from './recorded-metadata.ts'

const age = (recipient: string): WrappedDataKey => ({
  key: { type: 'age', recipient },
  enc: 'e',
  unknown: [],
})
const minimal: Metadata = {
  keyGroups: [{ keys: [age('r')] }],
  shamirThreshold: 0,
  rule: { kind: 'none' },
  macOnlyEncrypted: false,
  lastModified: '2024-01-02T03:04:05Z',
  mac: '',
  version: '3.13.3',
  unknown: [],
}
const minimalBlock = {
  age: [{ enc: 'e', recipient: 'r' }],
  lastmodified: '2024-01-02T03:04:05Z',
  mac: '',
  version: '3.13.3',
}

describe('serializeMetadata', () => {
  it('writes every kind of key in the order and with the fields of sops (D2, D3, D4)', () => {
    expect(serializeMetadata(allKeysMetadata)).toEqual(allKeysAfter)
  })

  it('leaves out what is empty, but for lastmodified, mac and version (D3)', () => {
    expect(serializeMetadata(minimal)).toEqual(map(minimalBlock))
  })

  it('writes what is not empty among the rest, alphabetically (D2)', () => {
    const full: Metadata = {
      ...minimal,
      shamirThreshold: 2,
      macOnlyEncrypted: true,
      rule: { kind: 'encrypted-comment-regex', pattern: 'x' },
    }
    const { age: keys, lastmodified, mac, version } = minimalBlock
    const written = {
      age: keys,
      encrypted_comment_regex: 'x',
      lastmodified,
      mac,
      mac_only_encrypted: true,
      shamir_threshold: 2n,
      version,
    }
    expect(serializeMetadata(full)).toEqual(map(written))
  })

  it.each<[EncryptionRule, string | undefined]>([
    [{ kind: 'none' }, undefined],
    [{ kind: 'unencrypted-suffix', suffix: 'x' }, 'unencrypted_suffix'],
    [{ kind: 'encrypted-suffix', suffix: 'x' }, 'encrypted_suffix'],
    [{ kind: 'unencrypted-regex', pattern: 'x' }, 'unencrypted_regex'],
    [{ kind: 'encrypted-regex', pattern: 'x' }, 'encrypted_regex'],
    [{ kind: 'unencrypted-comment-regex', pattern: 'x' }, 'unencrypted_comment_regex'],
    [{ kind: 'encrypted-comment-regex', pattern: 'x' }, 'encrypted_comment_regex'],
  ])('writes the rule %j as %s (D1, B3)', (rule, name) => {
    const { items } = serializeMetadata({ ...minimal, rule })
    const added = items.filter((item) => item.kind === 'entry' && !(item.key in minimalBlock))
    expect(added).toEqual(name === undefined ? [] : [entry(name, 'x')])
  })

  it('writes the default for a rule without text, which nothing could tell apart on reading (R1, R2)', () => {
    const block = serializeMetadata({ ...minimal, rule: { kind: 'encrypted-suffix', suffix: '' } })
    const { version, ...rest } = minimalBlock
    expect(block).toEqual(map({ ...rest, unencrypted_suffix: '_unencrypted', version }))
  })

  it('writes several groups under key_groups, with age and hc_vault always (D3, D6)', () => {
    const pgp: WrappedDataKey = {
      key: { type: 'pgp', fingerprint: 'F' },
      enc: 'e',
      createdAt: '2020-01-02T03:04:05Z',
      unknown: [],
    }
    const block = serializeMetadata({
      ...minimal,
      keyGroups: [{ keys: [age('r')] }, { keys: [pgp] }],
    })
    const groups = [
      { age: [{ enc: 'e', recipient: 'r' }], hc_vault: [] },
      { age: [], hc_vault: [], pgp: [{ created_at: '2020-01-02T03:04:05Z', enc: 'e', fp: 'F' }] },
    ]
    const { age: _, ...rest } = minimalBlock
    expect(block).toEqual(map({ key_groups: groups, ...rest }))
  })

  it('sorts unknown fields in and leaves them as they are', () => {
    const unknown = map({ zeta: [{ b: 1n, a: null }], attention: 'x', Mac2: true }).items.filter(
      (item) => item.kind === 'entry',
    )
    const key = { ...age('r'), unknown: [entry('extra', 'y'), entry('z', 1n)] }
    const block = serializeMetadata({ ...minimal, unknown, keyGroups: [{ keys: [key] }] })
    const keys = block.items.map((item) => item.kind === 'entry' && item.key)
    expect(keys).toEqual(['Mac2', 'age', 'attention', 'lastmodified', 'mac', 'version', 'zeta'])
    expect(block.items[6]).toEqual(unknown[0])
    expect(parseMetadata(block).keyGroups).toEqual([{ keys: [key] }])
  })

  it('keeps the lists of a key group that it does not know', () => {
    const group = { age: [{ enc: 'e', recipient: 'r' }], future_kms: [{ id: 'k' }], hc_vault: [] }
    const { age: _, version, ...rest } = minimalBlock
    const end = { ...rest, unencrypted_suffix: '_unencrypted', version }
    const several = map({ key_groups: [group, group], ...end })
    expect(serializeMetadata(parseMetadata(several))).toEqual(several)
    const one = serializeMetadata(parseMetadata(map({ key_groups: [group], ...end })))
    expect(one).toEqual(map({ age: group.age, future_kms: group.future_kms, ...end }))
  })

  // Seen in what sops wrote for these names: UTF-8 bytes, not UTF-16 units.
  it('sorts encryption context by bytes (D4)', () => {
    const names = ['a10', 'a2', 'B', '_', '\uffee', '😀', 'é', 'z', '', '1', 'a:b', 'a']
    const key: MasterKey = {
      type: 'kms',
      arn: 'a',
      role: '',
      awsProfile: '',
      context: Object.fromEntries(names.map((name) => [name, 'x'])),
    }
    const wrapped = { key, enc: 'e', createdAt: '2020-01-02T03:04:05Z', unknown: [] }
    const text = JSON.stringify(serializeMetadata({ ...minimal, keyGroups: [{ keys: [wrapped] }] }))
    const written = [...text.matchAll(/"key":"([^"]*)","value":"x"/g)].map((match) => match[1])
    expect(written).toEqual(['', '1', 'B', '_', 'a', 'a10', 'a2', 'a:b', 'z', 'é', '\uffee', '😀'])
  })

  it('refuses a key without the time that reading it demands (D11)', () => {
    const keys: readonly WrappedDataKey[] = [
      { key: { type: 'pgp', fingerprint: 'F' }, enc: 'e', unknown: [] },
    ]
    expect(() => serializeMetadata({ ...minimal, keyGroups: [{ keys }] })).toThrow(
      expect.objectContaining({ code: 'METADATA_INVALID' }),
    )
  })
})

describe('serializeMetadata and parseMetadata', () => {
  const text = fc.string()
  const filled = fc.string({ minLength: 1 })
  const time = fc
    .date({ min: new Date(0), max: new Date('9999-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString().replace(/\.\d+/, ''))
  const masterKey = fc.oneof<fc.Arbitrary<MasterKey>[]>(
    fc.record({
      type: fc.constant('kms' as const),
      arn: text,
      role: text,
      context: fc.dictionary(text, text, { noNullPrototype: true }),
      awsProfile: text,
    }),
    fc.record({ type: fc.constant('gcp_kms' as const), resourceId: text }),
    fc.record({ type: fc.constant('hckms' as const), keyId: text }),
    fc.record({
      type: fc.constant('azure_kv' as const),
      vaultUrl: text,
      name: text,
      version: text,
    }),
    fc.record({
      type: fc.constant('hc_vault' as const),
      vaultAddress: text,
      enginePath: text,
      keyName: text,
    }),
    fc.record({ type: fc.constant('pgp' as const), fingerprint: text }),
  )
  const timed = fc.record({
    key: masterKey,
    enc: text,
    createdAt: time,
    unknown: fc.constant([entry('zz', 1n)]),
  })
  const recipients = fc.record({
    key: fc.record({ type: fc.constant('age' as const), recipient: text }),
    enc: text,
    unknown: fc.constant([]),
  })
  const order = ['kms', 'gcp_kms', 'hckms', 'azure_kv', 'hc_vault', 'pgp', 'age']
  const keys = fc
    .tuple(fc.array(timed, { maxLength: 4 }), fc.array(recipients, { minLength: 1, maxLength: 3 }))
    .map(([others, ages]): readonly WrappedDataKey[] =>
      [...others, ...ages].toSorted(
        (a, b) => order.indexOf(a.key.type) - order.indexOf(b.key.type),
      ),
    )
  const rule = fc.oneof(
    fc.record({ kind: fc.constant('encrypted-suffix' as const), suffix: filled }),
    fc.record({ kind: fc.constant('unencrypted-comment-regex' as const), pattern: filled }),
  )
  const metadata = fc.record({
    keyGroups: fc.array(fc.record({ keys }), { minLength: 1, maxLength: 3 }),
    shamirThreshold: fc.nat(255),
    rule,
    macOnlyEncrypted: fc.boolean(),
    lastModified: time,
    mac: text,
    version: fc.constant('3.13.3'),
    unknown: fc.constant([entry('zz', 1n)]),
  })

  it('give metadata back as it was', () => {
    fc.assert(
      fc.property(metadata, (original) => {
        const read = parseMetadata(serializeMetadata(original))
        const groups = read.keyGroups.map((group) => ({ keys: group.keys }))
        expect({ ...read, keyGroups: groups }).toEqual(original)
      }),
    )
  })

  it('give a block of sops back as it was', () => {
    expect(serializeMetadata(parseMetadata(allKeysAfter))).toEqual(allKeysAfter)
  })
})
