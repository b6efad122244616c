import { SopsError } from '@sopskit/core'
import type { Flag, FlagValue } from './flag.ts'

/** One use of a flag: its full name, what it is, and its value as text if it has one. */
export interface FlagUse {
  readonly name: string
  readonly flag: Flag
  readonly value: string | undefined
}

/**
 * Reads the value of a flag; `earlier` is what an earlier use of the same flag said.
 *
 * @throws {@link SopsError} `USAGE` when the value is missing or of the wrong kind.
 */
export function readFlagValue({ name, flag, value }: FlagUse, earlier?: FlagValue): FlagValue {
  if (flag.kind === 'switch') return value === undefined ? true : readSwitch(name, value)
  if (value === undefined) throw new SopsError('USAGE', `The flag --${name} needs a value.`)
  if (flag.kind === 'integer') return readInteger(name, value)
  if (flag.kind === 'list') return typeof earlier === 'object' ? [...earlier, value] : [value]
  return value
}

const yes: readonly string[] = ['1', 't', 'T', 'TRUE', 'true', 'True']
const no: readonly string[] = ['0', 'f', 'F', 'FALSE', 'false', 'False']

function readSwitch(name: string, text: string): boolean {
  if (yes.includes(text)) return true
  if (no.includes(text)) return false
  throw new SopsError('USAGE', `The flag --${name} is either true or false.`)
}

function readInteger(name: string, text: string): number {
  if (/^[+-]?(0|[1-9]\d{0,8})$/.test(text)) return Number(text)
  throw new SopsError('USAGE', `The flag --${name} needs a whole number.`)
}
