import { SopsError } from '@sopskit/core'
import { nameMatcher } from './name-matcher.ts'

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
        // Folders of any number, twice, are folders of any number, and each would be walked again and again.
        .filter((step, index, all) => step !== '' && !(step === '**' && all[index - 1] === '**'))
        .map(parseStep),
    }
  })
}

function parseStep(step: string): GlobStep {
  if (step === '**') return { kind: 'folders' }
  if (!isGlob(step)) return { kind: 'name', name: step }
  const isMatch = nameMatcher(step)
  return {
    kind: 'match',
    matches: (name) => (step.startsWith('.') || !name.startsWith('.')) && isMatch(name),
  }
}

// Each makes a walk of its own.
const mostPatterns = 10_000

/** The innermost braces first; what has no comma is a name. */
function expandBraces(pattern: string): readonly string[] {
  const done: string[] = []
  const open = [pattern]
  for (let text = open.pop(); text !== undefined; text = open.pop()) {
    const found = /\{([^{}]*,[^{}]*)\}/.exec(text)
    if (found === null) {
      done.push(text)
      continue
    }
    const [whole, choices = ''] = found
    const [before, after] = [text.slice(0, found.index), text.slice(found.index + whole.length)]
    const words = choices.split(',').map((choice) => `${before}${choice}${after}`)
    if (done.length + open.length + words.length > mostPatterns) throw tooMany()
    open.push(...words.toReversed())
  }
  return done
}

function tooMany(): SopsError {
  const message = `The braces of a pattern stand for more than ${mostPatterns} patterns. Name folders, or use wildcards.`
  return new SopsError('INVALID_OPTION', message)
}
