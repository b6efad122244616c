import { describe, expect, test } from 'vitest'
import { matchedPath } from '../../src/config/matched-path.ts'
import { selectCreationRule } from '../../src/config/select-creation-rule.ts'
import type { Json } from '../metadata/json-tree.ts'
import { configOf, errorOf } from './config-of.ts'

/** The position of the rule for a path among patterns; `null` is a rule without one. */
async function selected(patterns: readonly (string | null)[], path: string): Promise<number> {
  const { creationRules = [] } = configOf({
    creation_rules: patterns.map((pattern) => ({ path_regex: pattern })),
  })
  const rule = await selectCreationRule({ creationRules }, path)
  return rule === undefined ? -1 : creationRules.indexOf(rule)
}

async function expectError(code: string, select: () => unknown): Promise<string> {
  const error = await errorOf(select)
  expect(error.code).toBe(code)
  return error.message
}

describe('the first rule that matches (CFG-030)', () => {
  test.each<[readonly (string | null)[], string, number]>([
    [['^b/', '^a/', 'a'], 'a/f.yaml', 1],
    [['f\\.yaml$'], 'a/f.yaml', 0],
    [['b', null, 'a'], 'a/f.yaml', 1],
    [['b', '', 'a'], 'a/f.yaml', 1],
    [['^F', '(?i)^F'], 'f.yaml', 1],
    [['\\Af\\.yaml\\z'], 'f.yaml', 0],
    [['[[:digit:]]', '.'], 'f.yaml', 1],
  ])('%j for %s is rule %i', async (patterns, path, expected) => {
    expect(await selected(patterns, path)).toBe(expected)
  })

  test('UT-02: the directory of the configuration is cut before', async () => {
    const path = (file: string) => matchedPath('/foo', file)
    expect(await selected(['^foo/'], path('/foo/foo/bar'))).toBe(0)
    await expectError('NO_MATCHING_RULE', () => selected(['^foo/'], path('/foo/fuu/bar')))
  })

  test('none matches (CFG-035, CFG-036)', async () => {
    const message = await expectError('NO_MATCHING_RULE', () => selected(['^b', 'c'], 'a'))
    expect(message).toContain('"a"')
    await expectError('NO_MATCHING_RULE', () => selected([], 'a'))
  })

  test('there are no rules (CFG-034)', async () => {
    expect(await selectCreationRule(configOf({}), 'a')).toBeUndefined()
  })
})

describe('a pattern that RE2 refuses (CFG-031)', () => {
  test.each(['(', '(?=a)', '(?<=a)b', '\\K', '(a)\\1', 'a{1001}'])(
    'is refused where the search comes to it: %s',
    async (pattern) => {
      const message = await expectError('CONFIG_INVALID', () => selected(['b', pattern, 'a'], 'a'))
      expect(message).toMatch(/^path_regex is not a pattern that RE2 accepts/)
    },
  )

  test('does no harm behind the rule that matches', async () => {
    expect(await selected(['a', '('], 'a')).toBe(0)
  })
})

describe('more than one way to say what is encrypted (CFG-050)', () => {
  const rule = { encrypted_regex: 'a', unencrypted_suffix: 'b' }
  const select = (...rules: readonly Readonly<Record<string, Json>>[]) =>
    selectCreationRule(configOf({ creation_rules: rules }), 'a')

  test('is refused in the rule that matches', async () => {
    await expectError('CONFIG_INVALID', () => select(rule))
    expect(await select({ path_regex: 'a' }, rule)).toMatchObject({ pathRegex: 'a' })
  })

  test('empty ones do not count', async () => {
    const texts = { encrypted_regex: 'a', unencrypted_suffix: '', encrypted_suffix: null }
    expect(await select(texts)).toMatchObject({ texts: { encryptedRegex: 'a' } })
  })
})

describe('a pattern for what is encrypted that RE2 refuses (CFG-052)', () => {
  const select = (...rules: readonly Readonly<Record<string, Json>>[]) =>
    selectCreationRule(configOf({ creation_rules: rules }), 'a')

  test.each(['unencrypted_regex', 'encrypted_regex', 'unencrypted_comment_regex'])(
    'is refused in the rule that matches: %s',
    async (name) => {
      const message = await expectError('INVALID_REGEX', () => select({ [name]: '^(?!public)' }))
      expect(message).toMatch(new RegExp(`^${name} is not a pattern`))
      expect(await select({ path_regex: 'a' }, { [name]: '(' })).toMatchObject({ pathRegex: 'a' })
    },
  )
})

describe('the path that is matched (CFG-032, CFG-033)', () => {
  test.each([
    ['/repo', '/repo/a/f.yaml', 'a/f.yaml'],
    ['/repo', '/repo2/f.yaml', '/repo2/f.yaml'],
    ['/repo/a', '/repo/f.yaml', '/repo/f.yaml'],
    ['/repo', '/repo', '/repo'],
    ['/repo', '/x/repo/f.yaml', '/x/repo/f.yaml'],
    // As sops has it: the root's own slash is one too many.
    ['/', '/f.yaml', '/f.yaml'],
    ['C:/repo', 'C:/repo/a.yaml', 'a.yaml'],
  ])('in %s the path %s counts as %s', (directory, path, expected) => {
    expect(matchedPath(directory, path)).toBe(expected)
  })
})
