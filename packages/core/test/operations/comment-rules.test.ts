import {
  branch,
  comment,
  decryptTree,
  encryptTree,
  type EncryptionRule,
  entry,
  isSopsError,
  sequence,
  type TreeBranches,
} from '@sopskit/core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { trees } from '../support/arbitrary-trees.ts'
import { operationOptions } from '../support/operation-options.ts'

const encrypt = (tree: TreeBranches, rule: EncryptionRule) =>
  encryptTree(tree, { ...operationOptions, rule })

it.each<[string, EncryptionRule, TreeBranches]>([
  [
    'an encrypted comment that matches (R8)',
    { kind: 'unencrypted-comment-regex', pattern: 'ENC' },
    [branch([comment(' c'), entry('a', 'x')])],
  ],
  [
    'a second comment in a list, which ends the reach of the first as an item (R6, V20)',
    { kind: 'encrypted-comment-regex', pattern: 'enc' },
    [branch([entry('l', sequence([comment(' enc'), comment(' second'), 'x']))])],
  ],
])('refuses what could not be read again: %s', async (_, rule, tree) => {
  await expect(encrypt(tree, rule)).rejects.toSatisfy((error) =>
    isSopsError(error, 'COMMENT_MATCHES_RULE'),
  )
})

it('gives back any tree under a comment rule, or refuses it', async () => {
  const rules = fc.constantFrom<EncryptionRule>(
    { kind: 'encrypted-comment-regex', pattern: '[a-m]' },
    { kind: 'unencrypted-comment-regex', pattern: '^[a-m]' },
  )
  let accepted = 0
  await fc.assert(
    fc.asyncProperty(trees, rules, async (tree, rule) => {
      const encrypted = await encrypt(tree, rule).catch((error: unknown) => {
        if (isSopsError(error, 'COMMENT_MATCHES_RULE')) return
        throw error
      })
      if (encrypted === undefined) return
      accepted++
      expect((await decryptTree(encrypted.branches, operationOptions)).branches).toEqual(tree)
    }),
    { numRuns: 300 },
  )
  expect(accepted).toBeGreaterThan(200)
})
