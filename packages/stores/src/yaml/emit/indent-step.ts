import { SopsError } from '@sopskit/core'

/** Spaces per level where nothing else is said. */
export const defaultStep = 4
const fallbackStep = 2
const widestStep = 9

/** Indentation as it takes effect (E2). @throws {@link SopsError} `INVALID_INDENT`. */
export function stepOf(indent: number): number {
  if (!Number.isInteger(indent) || indent < 0) {
    throw new SopsError('INVALID_INDENT', 'The YAML indentation has to be 0 or more spaces.')
  }
  if (indent === 0) return defaultStep
  return indent < fallbackStep || indent > widestStep ? fallbackStep : indent
}
