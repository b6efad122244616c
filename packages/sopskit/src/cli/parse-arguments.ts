import { SopsError } from '@sopskit/core'
import type { CommandName } from './command-name.ts'
import { commandOf, type ReadWords } from './command-of.ts'
import { didYouMean } from './did-you-mean.ts'
import type { FlagValue, Level } from './flags/flag.ts'
import { findFlag, flagNames, type FlagValues } from './flags/flag-table.ts'
import { type FlagUse, readFlagValue } from './flags/flag-value.ts'
import { requireLevel } from './flags/require-level.ts'
import { oldForm } from './old-form.ts'
import { quoteCommand } from './require-sound.ts'

/** A command line taken apart. */
export interface ParsedArguments {
  /** `undefined` when only flags were given that stand for none. */
  readonly command: CommandName | 'help' | undefined
  /** The command is not named: flags stand for it, or nothing does (CLI-001). */
  readonly old: boolean
  readonly flags: FlagValues
  /** The words that are neither flags nor the command. */
  readonly words: readonly string[]
}

/**
 * Takes a command line apart by the grammar of sops: one dash or two, a value as the next word or behind
 * `=`, no bundling, switches take a value only behind `=`, `--` ends the flags (CLI-002). Flags behind
 * the file name mean what they mean before it; sops would take the next word for the value of a switch
 * there and ignore what it does not know (CLI-005).
 *
 * @throws {@link SopsError} `USAGE` for a command or flag that is unknown there, or a value of the wrong kind;
 * `INVALID_SET_VALUE` for a text of `--set` that has no path.
 */
export function parseArguments(argv: readonly string[]): ParsedArguments {
  const { uses, words } = splitArguments(argv)
  const read = commandOf(words)
  if (read.command !== undefined) return { ...read, old: false, flags: flagsOf(uses, read) }
  const flags = flagsOf(uses, { command: undefined })
  const { command, ...rest } = oldForm(flags, words)
  for (const { name, flag } of uses) requireLevel(name, flag, oldLevels(command))
  return { ...rest, command, old: true }
}

interface PlacedUse extends FlagUse {
  /** How many words stand before it. */
  readonly behind: number
}

interface SplitArguments {
  readonly uses: readonly PlacedUse[]
  readonly words: readonly string[]
}

function splitArguments(argv: readonly string[]): SplitArguments {
  const uses: PlacedUse[] = []
  const words: string[] = []
  const rest = [...argv]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') words.push(...rest.splice(0))
    else if (isFlag(word)) uses.push(readFlag(word, { rest, words }))
    else words.push(word)
  }
  return { uses, words }
}

/** A flag of the command to be run, which is not quoted: at least its name and a file stand before it. */
function ofCommand([first, ...others]: readonly string[]): boolean {
  return (first === 'exec-env' || first === 'exec-file') && others.length > 1
}

/** A negative number is a value to set (CLI-005). */
function isFlag(word: string): boolean {
  return word.startsWith('-') && word !== '-' && !/^-\d/.test(word)
}

interface Surrounding {
  /** What comes behind the flag; its value is taken away. */
  readonly rest: string[]
  /** The words before it. */
  readonly words: readonly string[]
}

function readFlag(word: string, { rest, words }: Surrounding): PlacedUse {
  const [, spelled = '', value] = /^--?([^-=][^=]*)(?:=([^]*))?$/.exec(word) ?? []
  const [name, flag] = findFlag(spelled) ?? []
  if (name === undefined || flag === undefined) {
    const hint = ofCommand(words) ? ` ${quoteCommand}` : didYouMean(spelled, flagNames, '--')
    throw new SopsError('USAGE', `There is no flag ${flagText(word)}.${hint}`)
  }
  const text = flag.kind === 'switch' ? value : (value ?? rest.shift())
  return { name, flag, value: text, behind: words.length }
}

function flagsOf(
  uses: readonly PlacedUse[],
  { command }: Partial<Pick<ReadWords, 'command'>>,
): FlagValues {
  const flags = new Map<string, FlagValue>()
  for (const use of uses) {
    const { name, flag } = use
    if (command !== undefined) requireLevel(name, flag, [levelOf(use, command)])
    const earlier = flags.get(name)
    const value = readFlagValue(use, earlier)
    const joins = earlier !== undefined && flag.repeatedBy?.some((level) => level === command)
    flags.set(name, joins === true ? `${String(earlier)},${String(value)}` : value)
  }
  return Object.fromEntries(flags)
}

function levelOf({ behind }: PlacedUse, command: CommandName | 'help'): Level {
  return behind === 0 || command === 'help' ? 'global' : command
}

/** Without a command, flags are those of what is done, and a few more that sops takes there. */
function oldLevels(command: CommandName = 'edit'): readonly Level[] {
  return ['global', 'old', command]
}

/** The flag without its value, which could be a secret. */
function flagText(word: string): string {
  return JSON.stringify(word.split('=')[0])
}
