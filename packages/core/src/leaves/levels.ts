import { SopsError } from '../errors/sops-error.ts'

const maxLevel = 1000

/**
 * The nesting level of a map or list, if a walk over the tree can go there.
 *
 * @throws {@link SopsError} `LIMIT_EXCEEDED`.
 */
export function requireLevel(level: number): number {
  if (level <= maxLevel) return level
  throw new SopsError(
    'LIMIT_EXCEEDED',
    `Maps and lists are nested deeper than ${maxLevel} levels; flatten the document.`,
  )
}
