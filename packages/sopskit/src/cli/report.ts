import type { SopsError, SopsErrorCode } from '@sopskit/core'
import { isSopsError } from '@sopskit/core'

/** A warning of the API, or one of the command itself. */
export interface CommandNotice {
  readonly code: string
  readonly message: string
  readonly path: readonly string[]
}

/**
 * An error as the text for standard error. Errors of sopskit hold nothing secret; of any other error,
 * which could hold anything, only the name of its class is told. `command` is the one whose help may help.
 */
export function describeError(error: unknown, file: string | undefined, command?: string): string {
  if (!isSopsError(error)) return unexpected(error)
  return printable(
    `sopskit: ${error.code}: ${error.message}${place(error, file)}\n${hint(error, command)}`,
  )
}

/** A warning as the text for standard error. */
export function describeNotice({ code, message, path }: CommandNotice): string {
  return printable(`sopskit: warning: ${code}: ${message}${atKey(path)}\n`)
}

function unexpected(error: unknown): string {
  const name =
    error instanceof Error && /^[A-Za-z]{1,40}$/.test(error.name) ? error.name : 'an error'
  return `sopskit: failed unexpectedly with ${name}; what it says is withheld, for it could hold secrets.\n`
}

function place({ position, path, code }: SopsError, file = 'standard input'): string {
  if (position !== undefined) return ` (${file}, line ${position.line}, column ${position.column})`
  if (aboutWholeFile.includes(code)) return ` (${file})`
  // This message names the path itself, list indexes included.
  return code === 'PATH_NOT_FOUND' ? '' : atKey(path ?? [])
}

/** What a script over many files wants to know of which. */
const aboutWholeFile: readonly SopsErrorCode[] = [
  'EMPTY_DOCUMENT',
  'ALREADY_ENCRYPTED',
  'METADATA_NOT_FOUND',
  'METADATA_INVALID',
  'NO_MASTER_KEYS',
  'MAC_UNREADABLE',
  'MAC_MISMATCH',
]

function atKey(path: readonly string[]): string {
  if (path.length === 0) return ''
  return ` (at ${path.map((key) => `[${JSON.stringify(key)}]`).join('')})`
}

function hint({ code }: SopsError, command: string | undefined): string {
  const help = command === undefined ? '--help' : `help ${command}`
  return code === 'USAGE' ? `Run "sopskit ${help}" for what it understands.\n` : ''
}

/** A text for a terminal: file names and keys can come from strangers. */
export function printable(text: string): string {
  return text.replace(/(?!\n)[\p{Cc}\p{Cf}]/gu, '\u{fffd}')
}
