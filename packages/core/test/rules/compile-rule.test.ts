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

const encryptedPaths = async (
  document: TreeBranch,
  rule: EncryptionRule,
): Promise<readonly string[]> =>
  planLeaves(collectLeaves([document]), await compileRule(rule))
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
  ])('%j', async (rule, encrypted) => {
    expect(await encryptedPaths(document, rule)).toEqual(encrypted)
  })

  it('encrypts everything without a rule (B3)', async () => {
    expect(await encryptedPaths(document, { kind: 'none' })).toHaveLength(
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
  ])('takes the default for a rule without text: $kind (R1, R2)', async (rule) => {
    expect((await compileRule(rule)).rule).toEqual(defaultRule)
    expect(await encryptedPaths(document, rule)).toEqual(
      await encryptedPaths(document, defaultRule),
    )
  })

  it('judges only the path, whatever the value (V13)', async () => {
    const empty = branch([entry('a', null), entry('b', ''), entry('c_unencrypted', null)])
    expect(await encryptedPaths(empty, defaultRule)).toEqual(['a', 'b'])
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
  const plan = async (rule: EncryptionRule): Promise<readonly unknown[]> =>
    planLeaves(collectLeaves([noted]), await compileRule(rule))
      .filter((leaf) => leaf.encrypted)
      .map((leaf) => (typeof leaf.value === 'bigint' ? Number(leaf.value) : leaf.value))

  it('encrypts what follows a marked comment, but not the mark', async () => {
    const rule: EncryptionRule = { kind: 'encrypted-comment-regex', pattern: 'mark' }
    expect(await plan(rule)).toEqual([
      1,
      comment(' more'),
      4,
      5,
      7,
      9,
      comment(' note'),
      10,
      11,
      13,
    ])
  })

  it('leaves in clear text what follows a marked comment, and the mark', async () => {
    const rule: EncryptionRule = { kind: 'unencrypted-comment-regex', pattern: 'mark' }
    expect(await plan(rule)).toEqual([2, comment(' other'), 3, 6, 8, 12, 14, 15])
  })

  it('encrypts the second of two equal marks, which the first one governs', async () => {
    const twice = branch([comment(' mark'), comment(' mark'), entry('a', 'x')])
    const leaves = planLeaves(
      collectLeaves([twice]),
      await compileRule({ kind: 'encrypted-comment-regex', pattern: 'mark' }),
    )
    expect(leaves.map((leaf) => leaf.encrypted)).toEqual([false, true, true])
  })

  it('gives the same answers for leaves in any order', async () => {
    const rule = await compileRule({ kind: 'encrypted-comment-regex', pattern: 'mark' })
    const leaves = collectLeaves([noted])
    const inOrder = leaves.map(rule.encrypts)
    const fresh = await compileRule({ kind: 'encrypted-comment-regex', pattern: 'mark' })
    expect(leaves.toReversed().map(fresh.encrypts).toReversed()).toEqual(inOrder)
  })

  it('matches a comment that is not valid UTF-8', async () => {
    const bytes = branch([comment(Uint8Array.of(0x6d, 0x61, 0x72, 0x6b, 0xff)), entry('a', 'x')])
    const rule: EncryptionRule = { kind: 'encrypted-comment-regex', pattern: '^mark.$' }
    expect(await encryptedPaths(bytes, rule)).toEqual(['a'])
  })

  it('tells whether a text matches, for the check of encrypted comments (R8)', async () => {
    const rule = await compileRule({ kind: 'unencrypted-comment-regex', pattern: '^ENC' })
    expect(rule.matchesComment('ENC[…]')).toBe(true)
    expect(rule.matchesComment(' note')).toBe(false)
    const other = await compileRule({ kind: 'encrypted-regex', pattern: 'ENC' })
    expect(other.matchesComment('ENC')).toBe(false)
  })
})

describe('patterns are RE2 (R10, R11)', () => {
  it('has all recorded answers', async () => {
    expect([acceptedPatterns.length, refusedPatterns.length, keys.length]).toEqual([56, 28, 33])
  })

  it.each(acceptedPatterns)('%s matches what sops matches', async (pattern, matched) => {
    const rows = branch(keys.map((key) => entry(key, 'v')))
    const leaves = planLeaves(
      collectLeaves([rows]),
      await compileRule({ kind: 'encrypted-regex', pattern }),
    )
    const answers = leaves.map((leaf) => (leaf.encrypted ? 'x' : '-')).join('')
    expect(answers).toBe(matched)
  })

  it.each(refusedPatterns)('%s is refused', async (pattern) => {
    await expect(compileRule({ kind: 'encrypted-regex', pattern })).rejects.toEqual(invalidRegex)
  })

  it.each(refusedPatterns)('%s matches nothing when a file carries it (Q8)', async (pattern) => {
    const options = { invalidPattern: 'matches-nothing' } as const
    const encrypted = await compileRule({ kind: 'encrypted-regex', pattern }, options)
    const plain = await compileRule({ kind: 'unencrypted-regex', pattern }, options)
    const leaves = collectLeaves([branch(keys.map((key) => entry(key, 'v')))])
    expect([encrypted.valid, plain.valid]).toEqual([false, false])
    expect(leaves.some(encrypted.encrypts)).toBe(false)
    expect(leaves.every(plain.encrypts)).toBe(true)
  })

  it.each([
    ['unencrypted-regex', 'unencrypted_regex'],
    ['encrypted-comment-regex', 'encrypted_comment_regex'],
  ] as const)('refuses %s by its name', async (kind, name) => {
    await expect(compileRule({ kind, pattern: '(' })).rejects.toEqual(failing(name))
  })

  it.each([
    ['é😀(?=secret)', ' at character 3.'],
    ['secret(', 'missing closing ).'],
    ['\\8secret\\8', 'invalid escape sequence.'],
  ])('says where %s is wrong and quotes nothing of it', async (pattern, expected) => {
    const refusal = compileRule({ kind: 'encrypted-regex', pattern })
    await expect(refusal).rejects.toThrow(expected)
    await expect(refusal).rejects.not.toThrow('secret')
  })

  it('matches bytes, not UTF-16 units', async () => {
    const astral = branch([entry('😀', 'x'), entry('\ud83d', 'y')])
    expect(await encryptedPaths(astral, { kind: 'encrypted-regex', pattern: '^.$' })).toHaveLength(
      2,
    )
    expect(await encryptedPaths(astral, { kind: 'encrypted-regex', pattern: '^..$' })).toEqual([])
  })

  it('is linear where backtracking is exponential', async () => {
    const long = branch([entry(`${'a'.repeat(5000)}!`, 'x')])
    expect(await encryptedPaths(long, { kind: 'encrypted-regex', pattern: '^(a+)+$' })).toEqual([])
  })
})
