import { describe, expect, test } from 'vitest'
import { configFile } from '../../src/config/fields/config-file.ts'
import { parseConfig } from '../../src/config/parse-config.ts'
import { type Json, map } from '../metadata/json-tree.ts'
import { accepts } from './accepts.ts'
import { schema, type SchemaNode, shapeOfReader, shapeOfSchema } from './schema-node.ts'

type JsonMap = Readonly<Record<string, Json>>

test('the published schema knows every key that is read, of the same kind, and no other', () => {
  const shape = shapeOfReader(configFile)
  expect(shapeOfSchema(schema)).toEqual(shape)
  const names = JSON.stringify(shape)
  for (const name of [
    'hc_vault_transit_uri',
    'hc_vault',
    'vaultUrl',
    'vault_kv_version',
    'json_binary',
  ]) {
    expect(names).toContain(`"${name}"`)
  }
})

test('maps of known keys are closed, but for the top', () => {
  const closed = (node: SchemaNode): readonly (boolean | undefined)[] => {
    const own = node.properties === undefined ? [] : [node.additionalProperties !== true]
    const parts = [
      ...Object.values(node.properties ?? {}),
      ...Object.values(node.definitions ?? {}),
      ...(node.items === undefined ? [] : [node.items]),
    ]
    return [...own, ...parts.flatMap(closed)]
  }
  const all = closed(schema)
  expect(all.length).toBeGreaterThan(8)
  expect(all).toEqual([false, ...all.slice(1).map(() => true)])
})

const creation = (rule: JsonMap): JsonMap => ({ creation_rules: [rule] })

describe('the schema and the parser agree', () => {
  test.each<JsonMap>([
    { creation_rules: [] },
    {
      keys: ['anything'],
      creation_rules: [{ path_regex: '^a', age: 'age1a', shamir_threshold: 2n }],
    },
    creation({ age: ['age1a', 'age1b'], hckms: ['r:k'], mac_only_encrypted: true }),
    creation({
      key_groups: [{ merge: [{ pgp: ['A'] }], kms: [{ arn: 'a', context: { k: 'v' } }] }],
    }),
    creation({ key_groups: [{ azure_keyvault: [{ vaultUrl: 'u', key: 'k' }], hc_vault: ['v'] }] }),
    {
      destination_rules: [
        { s3_bucket: 'b', recreation_rule: { age: 'age1a' }, vault_kv_version: 1n },
      ],
    },
    {
      stores: { yaml: { indent: 2n }, json: { indent: -1n }, json_binary: {}, ini: {}, dotenv: {} },
    },
  ])('on what is right: %o', (document) => {
    expect(accepts(schema, document)).toBe(true)
    expect(parseConfig([map(document)])).toMatchObject({ kind: 'config' })
  })

  test.each<JsonMap>([
    { creation_rules: {} },
    { creation_rules: ['x'] },
    { stores: { yaml: { ident: 2n } } },
    { stores: { json: { indent: 'x' } } },
    creation({ path_regexp: 'a' }),
    creation({ age: 5n }),
    creation({ age: [['a']] }),
    creation({ hckms: 'r:k' }),
    creation({ shamir_threshold: '2' }),
    creation({ mac_only_encrypted: 'maybe' }),
    creation({ key_groups: [{ age: 'a' }] }),
    creation({ key_groups: [{ kms: ['arn'] }] }),
    creation({ key_groups: [{ kms: [{ arn: 'a', context: ['x'] }] }] }),
    creation({ key_groups: [{ merge: [{ hc_vault_transit_uri: [] }] }] }),
    { destination_rules: [{ recreation_rule: { note: 'a' } }] },
  ])('on what is wrong: %o', (document) => {
    expect(accepts(schema, document)).toBe(false)
    expect(() => parseConfig([map(document)])).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID' }),
    )
  })
})
