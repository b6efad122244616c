import { describe, expect, test } from 'vitest'
import { parseConfig } from '../../src/config/parse-config.ts'
import { branch, comment, entry, sequence } from '../../src/tree/create.ts'
import { type Json, map } from '../metadata/json-tree.ts'
import { configOf, expectInvalid, ruleOf } from './config-of.ts'

describe('the top level (CFG-022)', () => {
  test.each([[[]], [[map({})]], [[branch([comment(' only a comment')])]]])(
    'nothing says nothing (CFG-034, UT-03)',
    (documents) => {
      expect(parseConfig(documents)).toEqual({
        kind: 'config',
        creationRules: undefined,
        destinationRules: [],
        stores: { yamlIndent: undefined, jsonIndent: undefined, binaryIndent: undefined },
      })
    },
  )

  test('rules that are missing or null are no rules, an empty list is one without a match (CFG-035)', () => {
    expect(configOf({ destination_rules: [] }).creationRules).toBeUndefined()
    expect(configOf({ creation_rules: null }).creationRules).toBeUndefined()
    expect(configOf({ creation_rules: [] }).creationRules).toEqual([])
  })

  test('settings of stores (CFG-027)', () => {
    const stores = {
      yaml: { indent: 2n },
      json: { indent: -1n },
      json_binary: null,
      ini: {},
      dotenv: null,
    }
    const read = configOf({ stores }).stores
    expect(read).toEqual({ yamlIndent: 2, jsonIndent: -1, binaryIndent: undefined })
  })

  test('a destination rule (CFG-026)', () => {
    const { destinationRules } = configOf({
      destination_rules: [
        { path_regex: 'a', s3_bucket: 'b', s3_prefix: 'c/', omit_extensions: true },
        { vault_path: 'p', vault_kv_version: 1n, recreation_rule: { pgp: 'AB' } },
      ],
    })
    expect(destinationRules).toMatchObject([
      { pathRegex: 'a', s3Bucket: 'b', s3Prefix: 'c/', omitExtensions: true, vaultKvVersion: 0 },
      { pathRegex: '', vaultPath: 'p', vaultKvVersion: 1, gcsBucket: '' },
    ])
    expect(destinationRules[0]?.recreationRule).toBeUndefined()
    expect(destinationRules[1]?.recreationRule?.keys).toMatchObject({ kind: 'flat', pgp: ['AB'] })
  })

  test.each<Json>(['x', 5n, [], true])('a map is needed for stores: %o', (stores) => {
    expectInvalid(() => configOf({ stores }), /^stores has to be a map\.$/)
  })
})

describe('a creation rule (CFG-023)', () => {
  test('without anything', () => {
    expect(ruleOf({})).toEqual({
      kind: 'creation-rule',
      pathRegex: '',
      keys: {
        kind: 'flat',
        age: [],
        pgp: [],
        kms: [],
        gcpKms: [],
        huaweiKms: [],
        azureKeyVault: [],
        vault: [],
        awsProfile: '',
      },
      ignoredKeys: [],
      shamirThreshold: 0,
      texts: {
        unencryptedSuffix: undefined,
        encryptedSuffix: undefined,
        unencryptedRegex: undefined,
        encryptedRegex: undefined,
        unencryptedCommentRegex: undefined,
        encryptedCommentRegex: undefined,
      },
      macOnlyEncrypted: false,
      position: undefined,
    })
  })

  test('with all of it', () => {
    const rule = ruleOf({
      path_regex: 'p',
      age: 'a',
      pgp: ['b'],
      kms: 'c,d',
      aws_profile: 'e',
      gcp_kms: 'f',
      hckms: ['g'],
      azure_keyvault: ['h'],
      hc_vault_transit_uri: 'i',
      shamir_threshold: 2n,
      unencrypted_suffix: '1',
      encrypted_suffix: '2',
      unencrypted_regex: '3',
      encrypted_regex: '4',
      unencrypted_comment_regex: '5',
      encrypted_comment_regex: '6',
      mac_only_encrypted: true,
    })
    expect(rule).toMatchObject({
      pathRegex: 'p',
      keys: {
        kind: 'flat',
        age: ['a'],
        pgp: ['b'],
        kms: ['c', 'd'],
        awsProfile: 'e',
        gcpKms: ['f'],
        huaweiKms: ['g'],
        azureKeyVault: ['h'],
        vault: ['i'],
      },
      shamirThreshold: 2,
      macOnlyEncrypted: true,
    })
    expect(Object.values(rule.texts)).toEqual(['1', '2', '3', '4', '5', '6'])
  })

  test.each<[Json, readonly string[]]>([
    [' a , b ', ['a', 'b']],
    ['a,,b,', ['a', 'b']],
    [' , ', []],
    ['', []],
    [null, []],
    [
      ['a,b', ' c '],
      ['a,b', ' c '],
    ],
    [
      ['a', ''],
      ['a', ''],
    ],
    [[], []],
  ])('keys as text or list (CFG-042): %o', (age, expected) => {
    expect(ruleOf({ age }).keys).toMatchObject({ age: expected })
  })

  test.each<[Json, RegExp]>([
    [5n, /^creation_rules\[0\]\.age has to be text or a list of texts\.$/],
    [true, /age has to be text or a list/],
    [{ a: 'b' }, /age has to be text or a list/],
    [['a', 5n], /^creation_rules\[0\]\.age\[1\] has to be text\.$/],
    [[null], /age\[0\] has to be text/],
    [[['a']], /age\[0\] has to be text/],
  ])('keys of another kind (CFG-043): %o', (age, message) => {
    expectInvalid(() => ruleOf({ age }), message)
  })

  test('keys of Huawei Cloud are a list', () => {
    expectInvalid(() => ruleOf({ hckms: 'a:b' }), /hckms has to be a list/)
  })

  test.each([true, 'y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'])(
    'true in the words of YAML 1.1, also in quotes (CFG-025): %o',
    (value) => {
      expect(ruleOf({ mac_only_encrypted: value }).macOnlyEncrypted).toBe(true)
    },
  )

  test.each([false, null, 'n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'])(
    'false: %o',
    (value) => {
      expect(ruleOf({ mac_only_encrypted: value }).macOnlyEncrypted).toBe(false)
    },
  )

  test.each<Json>(['true', 'tRue', 'oN', '', 1n, 1, []])('neither true nor false: %o', (value) => {
    const read = () => ruleOf({ mac_only_encrypted: value })
    expectInvalid(read, /mac_only_encrypted has to be true or false/)
  })

  test.each<[Json, number]>([
    [3n, 3],
    [-1n, -1],
    [2, 2],
    [null, 0],
  ])('a threshold: %o', (value, expected) => {
    expect(ruleOf({ shamir_threshold: value }).shamirThreshold).toBe(expected)
  })

  test.each<Json>(['2', 2.7, true, 2n ** 60n, 1e20, [2n]])('no threshold: %o', (value) => {
    const read = () => ruleOf({ shamir_threshold: value })
    expectInvalid(read, /shamir_threshold has to be a whole number/)
  })

  test.each<[Json, RegExp]>([
    [['a'], /path_regex has to be text\.$/],
    [{ a: 'b' }, /path_regex has to be text\.$/],
    [5n, /path_regex has to be text: put it in quotes/],
  ])('text of another kind: %o', (value, message) => {
    expectInvalid(() => ruleOf({ path_regex: value }), message)
  })

  test('other values count as they are spelled, where the file can tell (CFG-025)', () => {
    const locate = () => ({ position: { line: 1, column: 1 }, text: '0x10' })
    expect(ruleOf({ unencrypted_suffix: 16n }, { locate }).texts.unencryptedSuffix).toBe('0x10')
    const bytes = entry('path_regex', Uint8Array.of(0xff))
    const rules = branch([entry('creation_rules', sequence([branch([bytes])]))])
    expectInvalid(() => parseConfig([rules], { locate }), /path_regex has to be text/)
  })
})

describe('key groups (CFG-024)', () => {
  const group = (value: Readonly<Record<string, Json>>) =>
    ruleOf({ key_groups: [value], age: 'flat' }).keys

  test('are used instead of keys of the rule, unless there is none (CFG-040)', () => {
    expect(group({ age: ['a'] })).toMatchObject({ kind: 'groups', groups: [{ age: ['a'] }] })
    for (const none of [[], null]) {
      expect(ruleOf({ key_groups: none, age: 'flat' }).keys).toMatchObject({
        kind: 'flat',
        age: ['flat'],
      })
    }
  })

  test('with all of it', () => {
    const kms = [{ arn: 'a', role: 'r', context: { k: 'v' }, aws_profile: 'p' }, {}]
    const azure = [
      { vaultUrl: 'u', key: 'k', version: 'v' },
      { vaultUrl: 'u', key: 'k' },
    ]
    expect(
      group({
        merge: [{ pgp: ['M'] }],
        age: ['a'],
        pgp: ['b'],
        kms,
        gcp_kms: [{ resource_id: 'c' }],
        hckms: [{ key_id: 'd' }],
        azure_keyvault: azure,
        hc_vault: ['e'],
      }),
    ).toMatchObject({
      groups: [
        {
          merge: [{ pgp: ['M'], age: [] }],
          age: ['a'],
          pgp: ['b'],
          kms: [
            { type: 'kms', arn: 'a', role: 'r', context: { k: 'v' }, awsProfile: 'p' },
            { type: 'kms', arn: '', role: '', context: {}, awsProfile: '' },
          ],
          gcpKms: ['c'],
          huaweiKms: ['d'],
          azureKeyVault: [
            { type: 'azure_kv', vaultUrl: 'u', name: 'k', version: 'v' },
            { type: 'azure_kv', vaultUrl: 'u', name: 'k', version: '' },
          ],
          vault: ['e'],
        },
      ],
    })
  })

  test.each<[Readonly<Record<string, Json>>, RegExp]>([
    [{ age: 'a' }, /key_groups\[0\]\.age has to be a list/],
    [{ kms: ['arn'] }, /kms\[0\] has to be a map/],
    [{ kms: [{ arn: 'a', context: ['x'] }] }, /context has to be a map/],
    [{ kms: [{ arn: 'a', context: { k: null } }] }, /context\.k is empty: fill it in/],
    [{ merge: {} }, /merge has to be a list/],
  ])('of another kind (CFG-025): %o', (value, message) => {
    expectInvalid(() => group(value), message)
  })
})

describe('merged maps (CFG-020)', () => {
  test('an entry of its own counts, then those of the first map that has it', () => {
    const merge = [
      { age: 'a', path_regex: 'first', '<<': { shamir_threshold: 4n, path_regex: 'nested' } },
      { age: 'b', path_regex: 'second', pgp: 'C' },
    ]
    const { keys, pathRegex, shamirThreshold } = ruleOf({ '<<': merge, age: 'own' })
    expect(keys).toMatchObject({ age: ['own'], pgp: ['C'] })
    expect({ pathRegex, shamirThreshold }).toEqual({ pathRegex: 'first', shamirThreshold: 4 })
  })

  test('one of its own counts even when it is null', () => {
    const merge = { unencrypted_suffix: '_plain' }
    expect(
      ruleOf({ '<<': merge, unencrypted_suffix: null }).texts.unencryptedSuffix,
    ).toBeUndefined()
  })

  test.each<Json>(['x', 5n, ['x']])('nothing else can be merged: %o', (merge) => {
    expectInvalid(() => ruleOf({ '<<': merge }), /<<(\[0\])? has to be a map/)
  })
})
