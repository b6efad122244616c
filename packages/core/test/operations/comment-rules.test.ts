import {
  branch,
  comment,
  decryptTree,
  type EncryptedTree,
  encryptTree,
  type EncryptionRule,
  entry,
  isSopsError,
  requireReadable,
  type TreeBranches,
} from '@sopskit/core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { trees } from '../support/arbitrary-trees.ts'
import { operationOptions } from '../support/operation-options.ts'

const encrypt = (tree: TreeBranches, rule: EncryptionRule) =>
  encryptTree(tree, { ...operationOptions, rule })

it('refuses an encrypted comment that matches (R8)', async () => {
  const rule = { kind: 'unencrypted-comment-regex', pattern: 'ENC' } as const
  await expect(encrypt([branch([comment(' c'), entry('a', 'x')])], rule)).rejects.toSatisfy(
    (error) => isSopsError(error, 'COMMENT_MATCHES_RULE'),
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
      const encrypted = await encrypt(tree, rule)
      if (!(await isReadable(encrypted))) return
      accepted++
      expect((await decryptTree(encrypted.branches, operationOptions)).branches).toEqual(tree)
    }),
    { numRuns: 300 },
  )
  expect(accepted).toBeGreaterThan(200)
})

async function isReadable(written: EncryptedTree): Promise<boolean> {
  try {
    const reread = { written, reread: written.branches, layout: 'nested' } as const
    // A warning says that a comment stays as it is.
    return (await requireReadable(reread)).length === 0
  } catch (error) {
    if (isSopsError(error, 'EMIT_FAILED')) return false
    throw error
  }
}
