/**
 * The known name that is most like another, if it is very much so: at most two letters are different.
 *
 * @example
 * ```ts
 * import { closest } from '@sopskit/core'
 * closest('decyrpt', ['encrypt', 'decrypt']) // 'decrypt'
 * ```
 */
export function closest(name: string, known: readonly string[]): string | undefined {
  const spelled = plain(name)
  const [best] = known
    .map((candidate) => ({ candidate, distance: editDistance(spelled, candidate) }))
    .filter(({ candidate, distance }) => distance <= (candidate.length < 5 ? 1 : 2))
    .toSorted((left, right) => left.distance - right.distance)
  return best?.candidate
}

/** `creationRules` and `creation-rules` are `creation_rules`. */
function plain(name: string): string {
  const words = name.replace(/(?<=[a-z])(?=[A-Z])/g, '_').replaceAll('-', '_')
  return words.toLowerCase()
}

/** How many letters have to be added, removed or replaced (Levenshtein). */
export function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...left].entries()) {
    const next = [index + 1]
    for (const [other, candidate] of [...right].entries()) {
      const replaced = (row[other] ?? 0) + (letter === candidate ? 0 : 1)
      next.push(Math.min(replaced, (row[other + 1] ?? 0) + 1, (next[other] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
