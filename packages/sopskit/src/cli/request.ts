import { isAbsolute, resolve, sep } from 'node:path'
import { SopsError } from '@sopskit/core'
import { type FileFormat, formatOfPath, isFileFormat } from '../formats/file-format.ts'
import type { CommandName } from './command-name.ts'
import type { FlagValues } from './flags/flag-table.ts'

/** What a command line asks for. */
export interface CommandRequest {
  readonly command: CommandName
  readonly flags: FlagValues
  /** The words that name files, as they were typed. */
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
  readonly flags: FlagValues
  readonly words: readonly string[]
  readonly cwd: string
}

/** Finds out what a command line asks for, without judging it. */
export function readRequest({ command, flags, words, cwd }: CommandLine): CommandRequest {
  const [file] = words
  const input = file === undefined ? undefined : resolve(cwd, file)
  const name = given(flags['filename-override']) ?? file ?? ''
  const output = given(flags.output)
  const destination = output === undefined ? undefined : absolute(output, cwd)
  return {
    command,
    flags,
    words,
    input,
    inputFormat: formatOf(flags['input-type'], name),
    outputFormat: formatOf(flags['output-type'], name),
    destination: flags['in-place'] === true ? input : destination,
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

/**
 * Refuses what cannot be done, before any file is looked at (CLI-033, CLI-042).
 *
 * @throws {@link SopsError} `USAGE` for more than one file; `CONFLICTING_OPTIONS` for `--in-place`
 * together with `--output` or standard input, and for standard input of unknown name to encrypt.
 */
export function requireSound({ command, flags, input, words }: CommandRequest): void {
  if (words.length > 1) {
    // sops takes the first and leaves the others as they are, in clear text for all that is known (CLI-046).
    throw new SopsError('USAGE', `One file at a time: ${words.length} are named.`)
  }
  const inPlace = flags['in-place'] === true
  if (inPlace && given(flags.output) !== undefined) {
    throw conflict('Give either --output or --in-place, not both.')
  }
  if (inPlace && input === undefined) {
    throw conflict('Standard input cannot be written in place. Name a file.')
  }
  if (
    command === 'encrypt' &&
    input === undefined &&
    given(flags['filename-override']) === undefined
  ) {
    throw conflict('Standard input has no name. Give one by --filename-override, or name a file.')
  }
}

function conflict(message: string): SopsError {
  return new SopsError('CONFLICTING_OPTIONS', message)
}
