/** One step of a pattern: a name as it is, names that match, or any number of folders. */
export type GlobStep =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'match'; readonly matches: (name: string) => boolean }
  | { readonly kind: 'folders' }

/** Where a pattern begins, and the steps from there. */
export interface Glob {
  readonly folder: string
  readonly steps: readonly GlobStep[]
}

/** True for a text with a wildcard. A backslash is none: it belongs to names, on Windows to paths. */
export function isGlob(text: string): boolean {
  return /[*?[{]/.test(text)
}

/**
 * Reads a pattern as shells do: `*`, `?`, `[a-z]`, `[!a]` within one name, `**` for folders, and `{a,b}`, which
 * makes several of one. As there, no wildcard stands for the dot that a name begins with.
 */
export function parseGlob(pattern: string): readonly Glob[] {
  return expandBraces(pattern).map((text) => {
    const steps = text.split('/')
    const first = steps.findIndex(isGlob)
    const literal = first === -1 ? steps.length - 1 : first
    const folder = steps.slice(0, literal).join('/')
    return {
      folder: folder === '' && literal > 0 ? '/' : folder,
      steps: steps
        .slice(literal)
        .filter((step) => step !== '')
        .map(parseStep),
    }
  })
}

function parseStep(step: string): GlobStep {
  if (step === '**') return { kind: 'folders' }
  if (!isGlob(step)) return { kind: 'name', name: step }
  const pattern = patternOf(step)
  return {
    kind: 'match',
    matches: (name) => (step.startsWith('.') || !name.startsWith('.')) && pattern.test(name),
  }
}

/** A set that ends before it begins, such as `[z-a]`, has nothing in it. */
function patternOf(step: string): RegExp {
  try {
    return new RegExp(`^${step.replace(/\[(!?)([^\]]+)\]|[^]/g, partOf)}$`, 'u')
  } catch {
    return /(?!)/
  }
}

function partOf(text: string, not: string | undefined, set: string | undefined): string {
  if (set !== undefined) return `[${not === '!' ? '^' : ''}${set.replace(/[\\^[]/g, '\\$&')}]`
  if (text === '*') return '[^]*'
  if (text === '?') return '[^]'
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')
}

/** The innermost braces first; what has no comma is a name. */
function expandBraces(pattern: string): readonly string[] {
  const [whole, choices] = /\{([^{}]*,[^{}]*)\}/.exec(pattern) ?? []
  if (whole === undefined || choices === undefined) return [pattern]
  const at = pattern.indexOf(whole)
  const [before, after] = [pattern.slice(0, at), pattern.slice(at + whole.length)]
  return choices.split(',').flatMap((choice) => expandBraces(`${before}${choice}${after}`))
}
