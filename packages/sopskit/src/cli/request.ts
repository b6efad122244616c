import { isAbsolute, resolve, sep } from 'node:path'
import { type FileFormat, formatOfPath, isFileFormat } from '../formats/file-format.ts'
import type { CommandName } from './command-name.ts'
import { commands } from './commands/command-table.ts'
import type { FlagValues } from './flags/flag-table.ts'

/** What a command line asks for. */
export interface CommandRequest {
  readonly command: CommandName
  /** The command was not named (CLI-031). */
  readonly old: boolean
  readonly flags: FlagValues
  /** The words behind the command, as they were typed. */
  readonly words: readonly string[]
  /** The file to read, absolute; `undefined` for standard input. */
  readonly input: string | undefined
  readonly inputFormat: FileFormat
  readonly outputFormat: FileFormat
  /** The file to write, absolute; `undefined` for standard output. */
  readonly destination: string | undefined
}

/** What {@link readRequest} reads. */
export interface CommandLine {
  readonly command: CommandName
  readonly old: boolean
  readonly flags: FlagValues
  readonly words: readonly string[]
  readonly cwd: string
}

/** Finds out what a command line asks for, without judging it. */
export function readRequest({ command, old, flags, words, cwd }: CommandLine): CommandRequest {
  const file = command.startsWith('groups') ? given(flags.file) : words[0]
  const input = file === undefined ? undefined : resolve(cwd, file)
  const name = given(flags['filename-override']) ?? file ?? ''
  const output = given(flags.output)
  const destination = output === undefined ? undefined : absolute(output, cwd)
  const inPlace = flags['in-place'] === true || commands[command].inPlace === true
  return {
    command,
    old,
    flags,
    words,
    input,
    inputFormat: formatOf(flags['input-type'], name),
    outputFormat: formatOf(flags['output-type'], name),
    destination: inPlace ? input : destination,
  }
}

/** Not normalized: behind a symbolic link, `..` leads elsewhere than its text says. */
function absolute(path: string, cwd: string): string {
  return isAbsolute(path) ? path : `${cwd}${sep}${path}`
}

/** A type that is none is ignored, and the name decides (F2). The two types do not follow each other (CLI-041). */
function formatOf(type: string | undefined, name: string): FileFormat {
  return type !== undefined && isFileFormat(type) ? type : formatOfPath(name)
}

/** The text, or `undefined` when it is absent or empty. */
export function given(text: string | undefined): string | undefined {
  return text === '' ? undefined : text
}
