type Matches = (character: string) => boolean

/** Any number of characters. */
const anything = '*'

/**
 * Whether names match one step of a pattern. A regular expression would try every way to share a name out to
 * several `*`, for years; the last one alone has to be tried at every place.
 */
export function nameMatcher(step: string): (name: string) => boolean {
  const parts = [...step.matchAll(/\[(!?)([^\]]+)\]|[^]/gu)].map(partOf)
  return (name) => matchesAll(parts, [...name])
}

function matchesAll(
  parts: readonly (Matches | typeof anything)[],
  name: readonly string[],
): boolean {
  let [part, at] = [0, 0]
  // Behind the last `*`, and where in the name that was tried.
  let [resume, tried] = [-1, 0]
  while (at < name.length) {
    const expected = parts[part]
    if (expected === anything) {
      part += 1
      ;[resume, tried] = [part, at]
    } else if (expected?.(name[at] ?? '') === true) {
      part += 1
      at += 1
    } else if (resume !== -1) {
      tried += 1
      ;[part, at] = [resume, tried]
    } else return false
  }
  return parts.slice(part).every((rest) => rest === anything)
}

function partOf([text, not, set]: RegExpExecArray): Matches | typeof anything {
  if (set !== undefined) return setOf(set, not === '!')
  if (text === '*') return anything
  return (character) => text === '?' || character === text
}

/** A set that ends before it begins, such as `[z-a]`, has nothing in it. */
function setOf(set: string, isNegated: boolean): Matches {
  const escaped = set.replace(/[\\^[]/g, '\\$&')
  try {
    const pattern = new RegExp(`^[${isNegated ? '^' : ''}${escaped}]$`, 'u')
    return (character) => pattern.test(character)
  } catch {
    return () => false
  }
}
