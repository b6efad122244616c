import { SopsError } from '@sopskit/core'
import type { Flag, Level } from './flag.ts'

/**
 * Refuses a flag where it has no effect.
 *
 * @throws {@link SopsError} `USAGE`.
 */
export function requireLevel(name: string, flag: Flag, places: readonly Level[]): void {
  if (places.some((place) => flag.levels.includes(place))) return
  const here = places.includes('old') ? 'here' : placeOf(places[0] ?? 'global')
  const elsewhere = flag.levels.map(placeOf).join(' or ')
  throw new SopsError('USAGE', `The flag --${name} has no meaning ${here}. It stands ${elsewhere}.`)
}

function placeOf(level: Level): string {
  if (level === 'global') return 'before the command'
  return level === 'old' ? 'where no command is named' : `behind "${level}"`
}
