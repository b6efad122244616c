import { describe, expect, it } from 'vitest'
import { defaultRule, type EncryptionRule } from '../../src/rules/encryption-rule.ts'
import { type RuleTexts, selectRule } from '../../src/rules/select-rule.ts'

const single: readonly [RuleTexts, EncryptionRule, string][] = [
  [{ unencryptedSuffix: 'a' }, { kind: 'unencrypted-suffix', suffix: 'a' }, 'unencrypted_suffix'],
  [{ encryptedSuffix: 'a' }, { kind: 'encrypted-suffix', suffix: 'a' }, 'encrypted_suffix'],
  [{ unencryptedRegex: 'a' }, { kind: 'unencrypted-regex', pattern: 'a' }, 'unencrypted_regex'],
  [{ encryptedRegex: 'a' }, { kind: 'encrypted-regex', pattern: 'a' }, 'encrypted_regex'],
  [
    { unencryptedCommentRegex: 'a' },
    { kind: 'unencrypted-comment-regex', pattern: 'a' },
    'unencrypted_comment_regex',
  ],
  [
    { encryptedCommentRegex: 'a' },
    { kind: 'encrypted-comment-regex', pattern: 'a' },
    'encrypted_comment_regex',
  ],
]

describe('selectRule', () => {
  it.each(single)('%j', (texts, rule) => {
    expect(selectRule(texts)).toEqual(rule)
  })

  it('takes the default when none is given (R2)', () => {
    expect(selectRule({})).toEqual(defaultRule)
  })

  it('takes empty texts for absent (R1)', () => {
    const rule = selectRule({
      unencryptedSuffix: '',
      encryptedSuffix: undefined,
      encryptedRegex: 'b',
    })
    expect(rule).toEqual({ kind: 'encrypted-regex', pattern: 'b' })
    expect(selectRule({ encryptedRegex: '', unencryptedRegex: '' })).toEqual(defaultRule)
  })

  it('refuses every pair and names both (R1)', () => {
    const pairs = single.flatMap((first, index) =>
      single.slice(index + 1).map((second) => [first, second] as const),
    )
    expect(pairs).toHaveLength(15)
    for (const [[first, , firstName], [second, , secondName]] of pairs) {
      const message: unknown = expect.stringContaining(`${firstName}, ${secondName}`)
      expect(() => selectRule({ ...first, ...second })).toThrow(
        expect.objectContaining({ code: 'CONFLICTING_RULES', message }),
      )
    }
  })
})
