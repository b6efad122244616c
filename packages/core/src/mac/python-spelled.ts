import type { PlannedLeaf } from '../rules/plan-leaves.ts'
import { formatPythonFloat, isPythonFloat } from '../value/python-float.ts'

/**
 * The leaves as the MAC of 0.x and 1.x covers them: with every float as the text that Python has for it.
 * `texts` says how the floats that were encrypted stood there.
 *
 * `undefined` when Python would not spell one of them like that: the MAC does not cover types (M1), and a
 * text such as `1e3` or `1.50` must not pass for a float because somebody changed its type.
 */
export function pythonSpelled(
  leaves: readonly PlannedLeaf[],
  texts: ReadonlyMap<PlannedLeaf, string>,
): readonly PlannedLeaf[] | undefined {
  if ([...texts].some(([{ value }, text]) => !isPythonFloat(text, value))) return undefined
  return leaves.map((leaf) => {
    if (typeof leaf.value !== 'number') return leaf
    return { ...leaf, value: texts.get(leaf) ?? formatPythonFloat(leaf.value) }
  })
}
