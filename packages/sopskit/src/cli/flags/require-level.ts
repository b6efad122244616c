import { SopsError } from '@sopskit/core'
import type { Flag, Level } from './flag.ts'

/**
 * Refuses a flag where it has no effect.
 *
 * @throws {@link SopsError} `USAGE`.
 */
export function requireLevel(name: string, flag: Flag, places: readonly Level[]): void {
  if (places.some((place) => flag.levels.includes(place))) return
  throw new SopsError('USAGE', `${misplaced(name, places)} It belongs ${placesOf(flag)}.`)
}

function misplaced(name: string, [place = 'global', ...others]: readonly Level[]): string {
  if (others.includes('old')) return `The flag --${name} does not fit what is asked for.`
  if (place === 'global') return `The flag --${name} does not come before the command.`
  return `The command ${place} has no flag --${name}.`
}

function placesOf({ levels }: Flag): string {
  const commands = levels.filter((level) => level !== 'global' && level !== 'old')
  return [
    ...(levels.includes('global') ? ['before the command'] : []),
    ...(levels.includes('old') ? ['in place of a command'] : []),
    ...(commands.length > 0 ? [`behind ${commands.join(', ')}`] : []),
  ].join(', or ')
}
