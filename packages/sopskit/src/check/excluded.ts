import { relative } from 'node:path'
import { type GlobStep, parseGlob } from '../files/glob-steps.ts'
import { withSlashes } from '../files/with-slashes.ts'

/**
 * Tells whether patterns leave a file out. They begin at a directory, and what matches a folder leaves out all
 * below it.
 */
export function excluder(
  patterns: readonly string[],
  directory: string,
): (path: string) => boolean {
  const all = patterns.filter((pattern) => pattern !== '').flatMap(stepsOf)
  return (path) => {
    const names = withSlashes(relative(directory, path)).split('/')
    return all.some((steps) => matches(names, steps))
  }
}

function stepsOf(pattern: string): readonly (readonly GlobStep[])[] {
  return parseGlob(withSlashes(pattern)).map(({ folder, steps }) => [
    ...folder
      .split('/')
      .filter((name) => name !== '' && name !== '.')
      .map((name): GlobStep => ({ kind: 'name', name })),
    ...steps,
  ])
}

function matches(names: readonly string[], steps: readonly GlobStep[]): boolean {
  const [step, ...rest] = steps
  if (step === undefined) return true
  const [name, ...below] = names
  if (name === undefined) return false
  if (step.kind === 'folders') return matches(names, rest) || matches(below, steps)
  const fits = step.kind === 'name' ? step.name === name : step.matches(name)
  return fits && matches(below, rest)
}
