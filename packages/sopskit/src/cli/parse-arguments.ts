import { SopsError } from '@sopskit/core'
import { type CommandName, isCommandName, isLaterCommand } from './command-name.ts'
import type { FlagValue, Level } from './flags/flag.ts'
import { findFlag, type FlagValues } from './flags/flag-table.ts'
import { type FlagUse, readFlagValue } from './flags/flag-value.ts'

/** A command line taken apart. */
export interface ParsedArguments {
  /** `undefined` when only flags were given. */
  readonly command: CommandName | 'help' | undefined
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
 * @throws {@link SopsError} `USAGE` for a command or flag that is unknown there, or a value of the wrong kind.
 */
export function parseArguments(argv: readonly string[]): ParsedArguments {
  const flags = new Map<string, FlagValue>()
  const words: string[] = []
  const rest = [...argv]
  let command: ParsedArguments['command']
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') {
      words.push(...rest.splice(0))
    } else if (word.startsWith('-') && word !== '-') {
      const use = readFlag(word, levelOf(command), rest)
      flags.set(use.name, readFlagValue(use, flags.get(use.name)))
    } else if (command === undefined) {
      command = readCommand(word)
    } else {
      words.push(word)
    }
  }
  return { command, flags: Object.fromEntries(flags), words }
}

function levelOf(command: ParsedArguments['command']): Level {
  return command === undefined || command === 'help' ? 'global' : command
}

function readCommand(word: string): CommandName | 'help' {
  if (word === 'help' || word === 'h') return 'help'
  if (isCommandName(word)) return word
  const quoted = JSON.stringify(word)
  if (isLaterCommand(word)) {
    throw new SopsError('USAGE', `The command ${quoted} is not in this release.`)
  }
  throw new SopsError('USAGE', `There is no command ${quoted}. Name the command before the file.`)
}

function readFlag(word: string, level: Level, rest: string[]): FlagUse {
  const [, spelled = '', value] = /^--?([^-=][^=]*)(?:=([^]*))?$/.exec(word) ?? []
  const [name, flag] = findFlag(spelled) ?? []
  if (name === undefined || flag === undefined) {
    throw new SopsError('USAGE', `There is no flag ${flagText(word)}.${commandFor(spelled)}`)
  }
  if (!flag.levels.includes(level)) throw misplaced(name, flag.levels, level)
  return { name, flag, value: flag.kind === 'switch' ? value : (value ?? rest.shift()) }
}

/** Older scripts ask for a command by a flag (CLI-036). */
function commandFor(flag: string): string {
  const command = ['encrypt', 'decrypt'].find((name) => name === flag || name[0] === flag)
  return command === undefined ? '' : ` Use the command: sopskit ${command}.`
}

function misplaced(name: string, levels: readonly Level[], level: Level): SopsError {
  const places = levels.map((place) =>
    place === 'global' ? 'before the command' : `behind "${place}"`,
  )
  const here = level === 'global' ? 'before the command' : `behind "${level}"`
  return new SopsError(
    'USAGE',
    `The flag --${name} has no meaning ${here}. It stands ${places.join(' or ')}.`,
  )
}

/** The flag without its value, which could be a secret. */
function flagText(word: string): string {
  return JSON.stringify(word.split('=')[0])
}
