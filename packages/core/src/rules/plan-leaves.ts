import type { Leaf } from '../leaves/leaf.ts'
import { type CompiledRule, compileRule } from './compile-rule.ts'
import type { EncryptionRule } from './encryption-rule.ts'

/** A leaf and what its rule says: `encrypted` is true for null and empty texts too, which never are (V12, V13). */
export interface PlannedLeaf extends Leaf {
  readonly encrypted: boolean
}

/**
 * Says of every leaf whether the rule encrypts it (R3–R7). Order and number stay as they are.
 *
 * @throws {@link SopsError} `INVALID_REGEX` for a rule that is not compiled yet and that RE2 refuses.
 *
 * @example
 * ```ts
 * import { branch, collectLeaves, defaultRule, entry, planLeaves } from '@sopskit/core'
 * const document = branch([entry('a', 'x'), entry('a_unencrypted', 'y')])
 * planLeaves(collectLeaves([document]), defaultRule).map((leaf) => leaf.encrypted) // [true, false]
 * ```
 */
export function planLeaves(
  leaves: readonly Leaf[],
  rule: EncryptionRule | CompiledRule,
): readonly PlannedLeaf[] {
  const { encrypts } = 'kind' in rule ? compileRule(rule) : rule
  return leaves.map((leaf) => ({ ...leaf, encrypted: encrypts(leaf) }))
}
