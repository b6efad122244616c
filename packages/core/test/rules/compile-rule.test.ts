import { describe, expect, it } from 'vitest'
import { collectLeaves } from '../../src/leaves/collect-leaves.ts'
import { compileRule } from '../../src/rules/compile-rule.ts'
import { defaultRule, type EncryptionRule } from '../../src/rules/encryption-rule.ts'
import { planLeaves } from '../../src/rules/plan-leaves.ts'
import { branch, comment, entry, sequence } from '../../src/tree/create.ts'
import type { TreeBranch } from '../../src/tree/tree.ts'
import { acceptedPatterns, keys, refusedPatterns } from './re2-answers.ts'

const invalidRegex: unknown = expect.objectContaining({ code: 'INVALID_REGEX' })
const failing = (name: string): unknown =>
  expect.objectContaining({
    code: 'INVALID_REGEX',
    message: expect.stringContaining(name) as unknown,
  })

const encryptedPaths = (document: TreeBranch, rule: EncryptionRule): readonly string[] =>
  planLeaves(collectLeaves([document]), rule)
    .filter((leaf) => leaf.encrypted)
    .map((leaf) => `${leaf.path.join('.')}${leaf.place === 'comment' ? '#' : ''}`)

const document = branch([
  comment(' top'),
  entry('a_enc', 'x'),
  entry('b_unencrypted', branch([comment(' in b'), entry('c', 'x'), entry('d_enc', 'x')])),
  entry('e', branch([entry('f_enc', sequence(['x', branch([entry('g', 'x')])])), entry('h', 'x')])),
])

describe('path rules (R3, R4, R5)', () => {
  it.each<[EncryptionRule, readonly string[]]>([
    [defaultRule, ['#', 'a_enc', 'e.f_enc', 'e.f_enc.g', 'e.h']],
    [
      { kind: 'unencrypted-suffix', suffix: '_enc' },
      ['#', 'b_unencrypted#', 'b_unencrypted.c', 'e.h'],
    ],
    [
      { kind: 'encrypted-suffix', suffix: '_enc' },
      ['a_enc', 'b_unencrypted.d_enc', 'e.f_enc', 'e.f_enc.g'],
    ],
    [
      { kind: 'unencrypted-regex', pattern: '^[ae]' },
      ['#', 'b_unencrypted#', 'b_unencrypted.c', 'b_unencrypted.d_enc'],
    ],
    [
      { kind: 'encrypted-regex', pattern: '^(b_|f_)' },
      ['b_unencrypted#', 'b_unencrypted.c', 'b_unencrypted.d_enc', 'e.f_enc', 'e.f_enc.g'],
    ],
    [{ kind: 'encrypted-regex', pattern: '^[0-9]+$' }, []],
  ])('%j', (rule, encrypted) => {
    expect(encryptedPaths(document, rule)).toEqual(encrypted)
  })

  it('encrypts everything without a rule (B3)', () => {
    expect(encryptedPaths(document, { kind: 'none' })).toHaveLength(
      collectLeaves([document]).length,
    )
  })

  it.each<EncryptionRule>([
    { kind: 'unencrypted-suffix', suffix: '' },
    { kind: 'encrypted-suffix', suffix: '' },
    { kind: 'unencrypted-regex', pattern: '' },
    { kind: 'encrypted-regex', pattern: '' },
    { kind: 'unencrypted-comment-regex', pattern: '' },
    { kind: 'encrypted-comment-regex', pattern: '' },
  ])('takes the default for a rule without text: $kind (R1, R2)', (rule) => {
    expect(compileRule(rule).rule).toEqual(defaultRule)
    expect(encryptedPaths(document, rule)).toEqual(encryptedPaths(document, defaultRule))
  })

  it('judges only the path, whatever the value (V13)', () => {
    const empty = branch([entry('a', null), entry('b', ''), entry('c_unencrypted', null)])
    expect(encryptedPaths(empty, defaultRule)).toEqual(['a', 'b'])
  })
})

// The tree and the outcome of sops 3.13.3 on one document with both comment rules.
describe('comment rules (R6, R7)', () => {
  const noted = branch([
    comment(' mark'),
    entry('a', 1n),
    entry('b', 2n),
    comment(' other'),
    entry('c', 3n),
    comment(' mark'),
    comment(' more'),
    entry('d', 4n),
    comment(' mark', true),
    entry('e', 5n),
    entry('f', 6n),
    entry('g', branch([comment(' mark'), entry('h', 7n), entry('i', 8n)])),
    comment(' mark'),
    entry('j', branch([entry('k', 9n), comment(' note'), entry('l', sequence([10n, 11n]))])),
    entry('m', sequence([12n, comment(' mark'), 13n, 14n])),
    entry('o', 15n),
  ])
  const plan = (rule: EncryptionRule): readonly unknown[] =>
    planLeaves(collectLeaves([noted]), rule)
      .filter((leaf) => leaf.encrypted)
      .map((leaf) => (typeof leaf.value === 'bigint' ? Number(leaf.value) : leaf.value))

  it('encrypts what follows a marked comment, but not the mark', () => {
    const rule: EncryptionRule = { kind: 'encrypted-comment-regex', pattern: 'mark' }
    expect(plan(rule)).toEqual([1, comment(' more'), 4, 5, 7, 9, comment(' note'), 10, 11, 13])
  })

  it('leaves in clear text what follows a marked comment, and the mark', () => {
    const rule: EncryptionRule = { kind: 'unencrypted-comment-regex', pattern: 'mark' }
    expect(plan(rule)).toEqual([2, comment(' other'), 3, 6, 8, 12, 14, 15])
  })

  it('encrypts the second of two equal marks, which the first one governs', () => {
    const twice = branch([comment(' mark'), comment(' mark'), entry('a', 'x')])
    const leaves = planLeaves(collectLeaves([twice]), {
      kind: 'encrypted-comment-regex',
      pattern: 'mark',
    })
    expect(leaves.map((leaf) => leaf.encrypted)).toEqual([false, true, true])
  })

  it('gives the same answers for leaves in any order', () => {
    const rule = compileRule({ kind: 'encrypted-comment-regex', pattern: 'mark' })
    const leaves = collectLeaves([noted])
    const inOrder = leaves.map(rule.encrypts)
    const fresh = compileRule({ kind: 'encrypted-comment-regex', pattern: 'mark' })
    expect(leaves.toReversed().map(fresh.encrypts).toReversed()).toEqual(inOrder)
  })

  it('matches a comment that is not valid UTF-8', () => {
    const bytes = branch([comment(Uint8Array.of(0x6d, 0x61, 0x72, 0x6b, 0xff)), entry('a', 'x')])
    const rule: EncryptionRule = { kind: 'encrypted-comment-regex', pattern: '^mark.$' }
    expect(encryptedPaths(bytes, rule)).toEqual(['a'])
  })

  it('tells whether a text matches, for the check of encrypted comments (R8)', () => {
    const rule = compileRule({ kind: 'unencrypted-comment-regex', pattern: '^ENC' })
    expect(rule.matchesComment('ENC[…]')).toBe(true)
    expect(rule.matchesComment(' note')).toBe(false)
    expect(compileRule({ kind: 'encrypted-regex', pattern: 'ENC' }).matchesComment('ENC')).toBe(
      false,
    )
  })
})

describe('patterns are RE2 (R10, R11)', () => {
  it('has all recorded answers', () => {
    expect([acceptedPatterns.length, refusedPatterns.length, keys.length]).toEqual([56, 28, 33])
  })

  it.each(acceptedPatterns)('%s matches what sops matches', (pattern, matched) => {
    const rows = branch(keys.map((key) => entry(key, 'v')))
    const leaves = planLeaves(collectLeaves([rows]), { kind: 'encrypted-regex', pattern })
    const answers = leaves.map((leaf) => (leaf.encrypted ? 'x' : '-')).join('')
    expect(answers).toBe(matched)
  })

  it.each(refusedPatterns)('%s is refused', (pattern) => {
    expect(() => compileRule({ kind: 'encrypted-regex', pattern })).toThrow(invalidRegex)
  })

  it.each(refusedPatterns)('%s matches nothing when a file carries it (Q8)', (pattern) => {
    const options = { invalidPattern: 'matches-nothing' } as const
    const encrypted = compileRule({ kind: 'encrypted-regex', pattern }, options)
    const plain = compileRule({ kind: 'unencrypted-regex', pattern }, options)
    const leaves = collectLeaves([branch(keys.map((key) => entry(key, 'v')))])
    expect([encrypted.valid, plain.valid]).toEqual([false, false])
    expect(leaves.some(encrypted.encrypts)).toBe(false)
    expect(leaves.every(plain.encrypts)).toBe(true)
  })

  it.each([
    ['unencrypted-regex', 'unencrypted_regex'],
    ['encrypted-comment-regex', 'encrypted_comment_regex'],
  ] as const)('refuses %s by its name', (kind, name) => {
    expect(() => compileRule({ kind, pattern: '(' })).toThrow(failing(name))
  })

  it.each([
    ['é😀(?=secret)', ' at character 3.'],
    ['secret(', 'missing closing ).'],
    ['\\8secret\\8', 'invalid escape sequence.'],
  ])('says where %s is wrong and quotes nothing of it', (pattern, expected) => {
    const compile = (): unknown => compileRule({ kind: 'encrypted-regex', pattern })
    expect(compile).toThrow(expected)
    expect(compile).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('secret') as unknown }),
    )
  })

  it('matches bytes, not UTF-16 units', () => {
    const astral = branch([entry('😀', 'x'), entry('\ud83d', 'y')])
    expect(encryptedPaths(astral, { kind: 'encrypted-regex', pattern: '^.$' })).toHaveLength(2)
    expect(encryptedPaths(astral, { kind: 'encrypted-regex', pattern: '^..$' })).toEqual([])
  })

  it('is linear where backtracking is exponential', () => {
    const long = branch([entry(`${'a'.repeat(5000)}!`, 'x')])
    expect(encryptedPaths(long, { kind: 'encrypted-regex', pattern: '^(a+)+$' })).toEqual([])
  })
})
