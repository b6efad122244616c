import type { Flag, FlagValue, Level } from './flag.ts'
import { flagsOfLevels, type FlagValues } from './flag-table.ts'
import { readFlagValue } from './flag-value.ts'

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Adds what the environment says for flags that are absent (CLI-007). A flag given as empty text beats
 * its variable; a switch whose variable is set but empty is off (CLI-008).
 *
 * @throws {@link SopsError} `USAGE` when a variable is not of its flag's kind.
 */
export function addEnvironment(
  given: FlagValues,
  levels: readonly Level[],
  env: Environment,
): FlagValues {
  const added: Record<string, FlagValue> = {}
  for (const [name, flag] of flagsOfLevels(levels)) {
    const isRepeated = levels.some((level) => flag.repeatedBy?.includes(level))
    const text = flag.env === undefined || isRepeated ? undefined : env[flag.env]
    if (text !== undefined && !(name in given)) added[name] = fromVariable(name, flag, text)
  }
  return { ...given, ...added }
}

function fromVariable(name: string, flag: Flag, text: string): FlagValue {
  if (flag.kind === 'switch' && text === '') return false
  if (flag.kind === 'list') return text === '' ? [] : text.split(',')
  return readFlagValue({ name, flag, value: text })
}
