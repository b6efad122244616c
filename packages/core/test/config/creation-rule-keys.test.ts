import { describe, expect, test } from 'vitest'
import { creationRuleKeys } from '../../src/config/creation-rule-keys.ts'
import { masterKeyId } from '../../src/keys/master-key-name.ts'
import type { Json } from '../metadata/json-tree.ts'
import { errorOf, ruleOf } from './config-of.ts'

type JsonMap = Readonly<Record<string, Json>>

const idsOf = (rule: JsonMap) =>
  creationRuleKeys(ruleOf(rule)).map((group) => group.map(masterKeyId))
const idsOfGroup = (...groups: readonly JsonMap[]) => idsOf({ key_groups: groups })

describe('keys of a rule itself', () => {
  test('make one group in a fixed order (CFG-041, UT-04)', () => {
    const rule = {
      hc_vault_transit_uri: 'https://v.example/v1/t/keys/k',
      azure_keyvault: 'https://v.example/keys/k/1',
      hckms: ['r:k'],
      gcp_kms: 'g',
      kms: 'k+arn:r',
      aws_profile: 'p',
      pgp: 'P',
      age: 'age1a',
    }
    expect(idsOf(rule)).toEqual([
      [
        'age:age1a',
        'pgp:P',
        'kms:k+arn:r||p',
        'gcp_kms:g',
        'hckms:r:k',
        'azure_kv:https://v.example/keys/k/1',
        'hc_vault:https://v.example/v1/t/keys/k',
      ],
    ])
  })

  test('list entries can hold several (CFG-042, UT-06)', () => {
    expect(idsOf({ age: ['age1a, age1b', 'age1c'], pgp: ['A', 'B, C'] })).toEqual([
      ['age:age1a', 'age:age1b', 'age:age1c', 'pgp:A', 'pgp:B', 'pgp:C'],
    ])
  })

  test('stay, however often they are named (CFG-044)', () => {
    expect(idsOf({ age: ['age1a', 'age1a'] })).toEqual([['age:age1a', 'age:age1a']])
  })

  test('can be missing, which encrypting refuses (CFG-049)', () => {
    for (const rule of [
      {},
      { age: '' },
      { age: ' , ' },
      { age: [] },
      { age: [''] },
      { hckms: [','] },
    ]) {
      expect(idsOf(rule)).toEqual([[]])
    }
  })

  test('take the encryption context that is given (UT-07)', () => {
    const rule = ruleOf({ kms: 'a', key_groups: [] })
    const [group] = creationRuleKeys(rule, { encryptionContext: { k: 'v' } })
    expect(group?.map(masterKeyId)).toEqual(['kms:a|k:v'])
  })
})

describe('key groups', () => {
  test('have an order of their own (CFG-045)', () => {
    const group = {
      hc_vault: ['https://v.example/v1/t/keys/k'],
      azure_keyvault: [{ vaultUrl: 'u', key: 'k', version: 'v' }],
      hckms: [{ key_id: ' r : k ' }],
      gcp_kms: [{ resource_id: 'g h' }],
      kms: [{ arn: 'a b+arn:r' }],
      pgp: ['P Q,R'],
      age: ['age1a,age1b'],
      merge: [{ age: ['age1m'] }],
    }
    expect(idsOfGroup(group)).toEqual([
      [
        'age:age1m',
        'age:age1a',
        'age:age1b',
        'pgp:PQ,R',
        'kms:a b+arn:r',
        'gcp_kms:gh',
        'hckms: r : k ',
        'azure_kv:u/keys/k/v',
        'hc_vault:https://v.example/v1/t/keys/k',
      ],
    ])
  })

  test('merge depth first, and each key stays once, the first (CFG-045, UT-05)', () => {
    const group = {
      merge: [
        { age: ['age1b', 'age1a'], merge: [{ age: ['age1c', 'age1c'] }] },
        { age: ['age1c'], pgp: ['P'] },
      ],
      age: ['age1a', 'age1d'],
    }
    expect(idsOfGroup(group)).toEqual([
      ['age:age1c', 'age:age1b', 'age:age1a', 'pgp:P', 'age:age1d'],
    ])
  })

  test('AWS keys that differ in role, context or profile are different (CFG-045)', () => {
    const kms = [
      { arn: 'a' },
      { arn: 'a', role: 'r' },
      { arn: 'a', context: { k: 'v' } },
      { arn: 'a', context: { k: 'w' } },
      { arn: 'a', aws_profile: 'p' },
      { arn: 'a', role: 'r' },
      { arn: 'a' },
    ]
    expect(idsOfGroup({ kms })).toEqual([
      ['kms:a', 'kms:a+r', 'kms:a|k:v', 'kms:a|k:w', 'kms:a||p'],
    ])
  })

  test('can name the same key in several, and have none', () => {
    expect(idsOfGroup({ age: ['age1a'] }, { age: ['age1a'] }, {}, { age: [''] })).toEqual([
      ['age:age1a'],
      ['age:age1a'],
      [],
      [],
    ])
  })

  test('have their own encryption contexts (CFG-065)', () => {
    const rule = ruleOf({ key_groups: [{ kms: [{ arn: 'a' }] }] })
    const [group] = creationRuleKeys(rule, { encryptionContext: { k: 'v' } })
    expect(group?.map(masterKeyId)).toEqual(['kms:a'])
  })
})

describe('a key that is none', () => {
  test.each<JsonMap>([
    { age: 'bogus' },
    { age: ['age1a', ''] },
    { kms: ['a', ''] },
    { azure_keyvault: 'x' },
    { hc_vault_transit_uri: 'x' },
    { hckms: ['x'] },
    { key_groups: [{ age: ['age1a,'] }] },
    { key_groups: [{ pgp: [' '] }] },
    { key_groups: [{ kms: [{ role: 'r' }] }] },
    { key_groups: [{ gcp_kms: [{}] }] },
    { key_groups: [{ hckms: [{ key_id: 'x' }] }] },
    { key_groups: [{ azure_keyvault: [{ key: 'k' }] }] },
    { key_groups: [{ azure_keyvault: [{ vaultUrl: 'u' }] }] },
    { key_groups: [{ hc_vault: [''] }] },
    { key_groups: [{ hc_vault: ['https://v/v1/a/k/b,https://v/v1/a/k/c'] }] },
    { key_groups: [{ merge: [{ age: ['bogus'] }] }] },
  ])('is refused when the keys are asked for, with the place of the rule: %j', async (value) => {
    const rule = { ...ruleOf(value), position: { line: 3, column: 5 } }
    const error = await errorOf(() => creationRuleKeys(rule))
    expect(error.code).toBe('INVALID_MASTER_KEY')
    expect(error.position).toEqual({ line: 3, column: 5 })
    expect(error.message).not.toContain('bogus')
  })
})
