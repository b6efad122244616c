import { describe, expect, test } from 'vitest'
import { selectRule } from '../../src/options/rule-options.ts'
import { expectError } from '../support/expect-error.ts'

const six = {
  unencryptedSuffix: { kind: 'unencrypted-suffix', suffix: 'x' },
  encryptedSuffix: { kind: 'encrypted-suffix', suffix: 'x' },
  unencryptedRegex: { kind: 'unencrypted-regex', pattern: 'x' },
  encryptedRegex: { kind: 'encrypted-regex', pattern: 'x' },
  unencryptedCommentRegex: { kind: 'unencrypted-comment-regex', pattern: 'x' },
  encryptedCommentRegex: { kind: 'encrypted-comment-regex', pattern: 'x' },
} as const

describe('the rule that is asked for', () => {
  test.each(Object.entries(six))('%s', (name, rule) => {
    expect(selectRule({ [name]: 'x' })).toEqual(rule)
  })

  test('empty text counts as absent (R1)', () => {
    expect(selectRule({})).toBeUndefined()
    expect(selectRule({ encryptedRegex: '' })).toBeUndefined()
    expect(selectRule({ encryptedRegex: '', encryptedSuffix: 'x' })).toEqual(six.encryptedSuffix)
  })

  test('is at most one of the six, whichever two are given (R1)', async () => {
    const names = Object.keys(six)
    let pairs = 0
    for (const one of names) {
      for (const other of names) {
        if (one === other) continue
        pairs++
        await expectError('CONFLICTING_RULES', () => selectRule({ [one]: 'x', [other]: 'x' }))
      }
    }
    expect(pairs).toBe(30)
  })
})
