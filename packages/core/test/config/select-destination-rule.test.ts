import { describe, expect, test } from 'vitest'
import { selectDestinationRule } from '../../src/config/select-destination-rule.ts'
import type { Json } from '../metadata/json-tree.ts'
import { configOf, errorOf } from './config-of.ts'

const select = async (rules: readonly Json[], path: string) => {
  const { destinationRules } = configOf({ destination_rules: [...rules] })
  const rule = await selectDestinationRule({ destinationRules }, path)
  return destinationRules.indexOf(rule)
}

const to = (pattern: string | null) => ({ path_regex: pattern, s3_bucket: 'b' })

describe('the first rule that matches the path as it is (CLI-110)', () => {
  test.each<[readonly (string | null)[], string, number]>([
    [['^b/', '^a/', 'a'], 'a/f.yaml', 1],
    [['^a/', '^\\./a/'], './a/f.yaml', 1],
    [['b', null, 'a'], 'a/f.yaml', 1],
    [['b', '', 'a'], 'a/f.yaml', 1],
    [['^f', 'f\\.yaml$'], '/tmp/f.yaml', 1],
  ])('%j for %s is rule %i', async (patterns, path, expected) => {
    expect(await select(patterns.map(to), path)).toBe(expected)
  })

  test('none matches', async () => {
    const error = await errorOf(() => select([to('^b')], 'a'))
    expect(error).toMatchObject({ code: 'NO_MATCHING_RULE' })
    expect(error.message).toContain('"a"')
    expect(await errorOf(() => select([], 'a'))).toMatchObject({ code: 'NO_MATCHING_RULE' })
  })

  test('sops skips a pattern that is none; here it is refused where the search comes to it', async () => {
    const error = await errorOf(() => select([to('(?!x)'), to(null)], 'a'))
    expect(error).toMatchObject({ code: 'CONFIG_INVALID' })
    expect(error.message).toMatch(/path_regex is not a pattern/)
    expect(await select([to(null), to('(?!x)')], 'a')).toBe(0)
  })
})

describe('one destination in a rule (UT-08)', () => {
  const destinations = { s3_bucket: 'b', gcs_bucket: 'c', vault_path: 'd' }
  const names = Object.entries(destinations)
  const pairs = names.flatMap((one, index) => names.slice(index + 1).map((two) => [one, two]))

  test('every pair is refused', async () => {
    for (const pair of pairs) {
      const error = await errorOf(() => select([Object.fromEntries(pair)], 'a'))
      expect(error).toMatchObject({ code: 'CONFIG_INVALID' })
      expect(error.message).toContain(`(${pair.map(([name]) => name).join(', ')})`)
    }
    expect(pairs).toHaveLength(3)
  })

  test('each alone is taken', async () => {
    for (const one of names) expect(await select([Object.fromEntries([one])], 'a')).toBe(0)
    expect(names).toHaveLength(3)
  })

  test.each<Json>([{}, { s3_prefix: 'x' }, { vault_address: 'x', vault_kv_version: 1 }])(
    'none: %j',
    async (rule) => {
      const error = await errorOf(() => select([rule], 'a'))
      expect(error).toMatchObject({ code: 'CONFIG_INVALID' })
      expect(error.message).toMatch(/names no destination/)
    },
  )
})

test.each<[Json, string]>([
  [{ encrypted_regex: 'a', encrypted_suffix: 'b' }, 'CONFIG_INVALID'],
  [{ encrypted_regex: '(?!x)' }, 'INVALID_REGEX'],
])('the recreation rule has to be sound: %j (CFG-050, CFG-052)', async (recreation, code) => {
  const rule = { s3_bucket: 'b', recreation_rule: recreation }
  expect(await errorOf(() => select([rule], 'a'))).toMatchObject({ code })
})
