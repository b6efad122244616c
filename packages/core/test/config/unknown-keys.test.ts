import { branch, entry, sequence } from '@sopskit/core'
import { describe, expect, test } from 'vitest'
import { parseConfig } from '../../src/config/parse-config.ts'
import { closest, editDistance } from '../../src/config/read/suggest.ts'
import { type Json, map } from '../metadata/json-tree.ts'
import { configOf, errorOf, expectInvalid, ruleOf } from './config-of.ts'

type JsonMap = Readonly<Record<string, Json>>

describe('a key that is not known is refused, and sops ignores it (CFG-020)', () => {
  test.each<[JsonMap, RegExp]>([
    [
      { path_regexp: 'a' },
      /^creation_rules\[0\]\.path_regexp is not known; did you mean path_regex\?$/,
    ],
    [{ pathRegex: 'a' }, /did you mean path_regex\?/],
    [{ 'encrypted-regex': 'a' }, /did you mean encrypted_regex\?/],
    [{ Age: 'a' }, /did you mean age\?/],
    [{ filename_regex: 'a' }, /did you mean path_regex\?/],
    [{ hc_vault: 'a' }, /did you mean hc_vault_transit_uri\?/],
    [{ description: 'a' }, /description is not known\. Known here: path_regex, age, pgp,/],
    [{ key_groups: [{ hc_vault_transit_uri: [] }] }, /did you mean hc_vault\?/],
    [{ key_groups: [{ azure_keyvault: [{ vault_url: 'a' }] }] }, /did you mean vaultUrl\?/],
    [
      { key_groups: [{ kms: [{ roles: 'a' }] }] },
      /kms\[0\]\.roles is not known; did you mean role\?/,
    ],
    [{ '<<': { pgpp: 'a' } }, /<<\.pgpp is not known; did you mean pgp\?/],
  ])('in a rule: %o', (rule, message) => {
    expectInvalid(() => ruleOf(rule), message)
  })

  test.each<[JsonMap, RegExp]>([
    [
      { stores: { yaml: { ident: 2n } } },
      /stores\.yaml\.ident is not known; did you mean indent\?/,
    ],
    [{ stores: { dotenv: { indent: 2n } } }, /dotenv\.indent is not known\. There are none here/],
    [{ stores: { toml: {} } }, /stores\.toml is not known/],
    [{ destination_rules: [{ s3_buckets: 'a' }] }, /did you mean s3_bucket\?/],
    [{ creation_rules: [], store: {} }, /^store is not known; did you mean stores\?$/],
    [{ creationRules: [] }, /did you mean creation_rules\?/],
  ])('elsewhere: %o', (document, message) => {
    expectInvalid(() => configOf(document), message)
  })

  test('at the top other names are free, for anchors', () => {
    const config = { keys: ['a', 'b'], 'x-note': 1n, '.base': {}, users: {}, creation_rules: [] }
    expect(configOf(config).creationRules).toEqual([])
  })

  test('but something has to be known', () => {
    expectInvalid(
      () => configOf({ rules: [] }),
      /says nothing that counts: it has none of creation_rules/,
    )
  })
})

describe('what else sops ignores', () => {
  test.each<[JsonMap, RegExp]>([
    [{ creation_rules: [null] }, /^creation_rules\[0\] is empty: fill it in, or remove it\.$/],
    [{ creation_rules: [{ key_groups: [{ age: ['a'] }, null] }] }, /key_groups\[1\] is empty/],
    [{ creation_rules: [{ key_groups: [{ age: ['a', null] }] }] }, /age\[1\] is empty/],
    [{ creation_rules: [{ key_groups: [{ merge: [null] }] }] }, /merge\[0\] is empty/],
    [{ creation_rules: [{ hckms: [null] }] }, /hckms\[0\] is empty/],
  ])('an empty item of a list: %o', (document, message) => {
    expectInvalid(() => configOf(document), message)
  })

  test('a second document', () => {
    const documents = [map({ creation_rules: [] }), map({ creation_rules: [{ age: 'a' }] })]
    expectInvalid(() => parseConfig(documents), /has to be one document/)
    expect(parseConfig([map({ creation_rules: [] }), map({})]).creationRules).toEqual([])
  })

  test('all of it is ignored by commands that create no file', () => {
    const document = {
      creation_rulez: 1n,
      creation_rules: [
        null,
        { note: 'a', age: 5n, shamir_threshold: 2.7 },
        { key_groups: [null, { kms: [{ context: { k: null } }] }] },
      ],
      stores: { yaml: { ident: 1n, indent: 2n } },
    }
    const config = parseConfig([map(document), map({ a: 1n })], { lenient: true })
    expect(config.stores.yamlIndent).toBe(2)
    expect(config.creationRules).toMatchObject([
      { shamirThreshold: 2, keys: { age: [] } },
      { keys: { groups: [{ kms: [{ context: {} }] }] } },
    ])
    expect(parseConfig([map({ a: 1n })], { lenient: true }).creationRules).toBeUndefined()
  })

  test.each<JsonMap>([
    { creation_rules: 'x' },
    { creation_rules: [{ path_regex: [] }] },
    { stores: [] },
  ])('but not what sops refuses: %o', (document) => {
    expectInvalid(() => configOf(document, { lenient: true }), /has to be/)
  })
})

test('an error tells its path, and its position where the file can be asked', async () => {
  const document = { creation_rules: [{}, { key_groups: [{ agee: [] }] }] }
  const locate = (path: readonly (string | number)[]) => ({
    position: { line: path.length, column: 7 },
  })
  for (const options of [{}, { locate }]) {
    const error = await errorOf(() => configOf(document, options))
    expect(error.code).toBe('CONFIG_INVALID')
    expect(error.path).toEqual(['creation_rules', 'key_groups', 'agee'])
    expect(error.position).toEqual('locate' in options ? { line: 5, column: 7 } : undefined)
  }
})

describe('names that stand for something else', () => {
  test('those of every object are like others', () => {
    const names = ['constructor', 'toString', '__proto__'].map((name) => entry(name, 'x'))
    const rules = entry('creation_rules', sequence([]))
    expect(parseConfig([branch([...names, rules])]).creationRules).toEqual([])
  })

  test('a secret key is not shown', () => {
    const secret = 'AGE-SECRET-KEY-1MISPLACED'
    const rules = entry('creation_rules', sequence([branch([entry(secret, 'x')])]))
    const refuse = (): unknown => parseConfig([branch([rules])])
    expect(refuse).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }))
    expect(refuse).not.toThrow(secret)
  })
})

describe('suggestions', () => {
  test.each([
    ['', '', 0],
    ['abc', '', 3],
    ['kitten', 'sitting', 3],
    ['indent', 'ident', 1],
    ['é', 'e', 1],
  ])('%o and %o are %i letters apart', (left, right, distance) => {
    expect(editDistance(left, right)).toBe(distance)
    expect(editDistance(right, left)).toBe(distance)
  })

  test('only what is very much alike, and the most alike of all', () => {
    const known = ['age', 'kms', 'encrypted_regex', 'unencrypted_regex']
    expect(closest('encrypted_regexp', known)).toBe('encrypted_regex')
    expect(closest('uncrypted_regex', known)).toBe('encrypted_regex')
    expect(closest('aeg', known)).toBeUndefined()
    expect(closest('ages', known)).toBe('age')
    expect(closest('regex', known)).toBeUndefined()
  })
})
