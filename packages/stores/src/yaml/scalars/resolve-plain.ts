import type { Timestamp } from '@sopskit/core'
import { fitsInt64 } from '@sopskit/core'
import { parseDottedFloat, parsePlainFloat } from './plain-float.ts'
import { parsePlainInteger } from './plain-integer.ts'
import { parsePlainTime } from './plain-time.ts'

/**
 * What an unquoted, untagged scalar means. `uint` is an integer from 2^63 to 2^64−1: YAML has it, a SOPS
 * tree has not (Z4). `merge` is the text `<<`.
 */
export type ResolvedScalar =
  | { readonly kind: 'null' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'uint'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'time'; readonly value: Timestamp }
  | { readonly kind: 'merge' }
  | { readonly kind: 'string' }

const nothing: ResolvedScalar = { kind: 'null' }
const yes: ResolvedScalar = { kind: 'bool', value: true }
const no: ResolvedScalar = { kind: 'bool', value: false }
const notANumber: ResolvedScalar = { kind: 'float', value: NaN }
const infinity: ResolvedScalar = { kind: 'float', value: Infinity }
const negativeInfinity: ResolvedScalar = { kind: 'float', value: -Infinity }
const string: ResolvedScalar = { kind: 'string' }

const words: ReadonlyMap<string, ResolvedScalar> = new Map([
  ...spellings(nothing, ['', '~', 'null', 'Null', 'NULL']),
  ...spellings(yes, ['true', 'True', 'TRUE']),
  ...spellings(no, ['false', 'False', 'FALSE']),
  ...spellings(notANumber, ['.nan', '.NaN', '.NAN']),
  ...spellings(infinity, ['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF']),
  ...spellings(negativeInfinity, ['-.inf', '-.Inf', '-.INF']),
  ...spellings({ kind: 'merge' }, ['<<']),
])
const longestWord = 5

/**
 * Decides what a plain scalar is: the table of section P, in its order.
 */
export function resolvePlain(text: string): ResolvedScalar {
  const word = text.length <= longestWord ? words.get(text) : undefined
  if (word !== undefined) return word
  const first = text.charCodeAt(0)
  if (first === 0x2e) return float(parseDottedFloat(text))
  return startsNumber(first) ? resolveNumber(text) : string
}

function resolveNumber(text: string): ResolvedScalar {
  const time = parsePlainTime(text)
  if (time !== undefined) return { kind: 'time', value: time }
  const digits = text.includes('_') ? text.replaceAll('_', '') : text
  const integer = parsePlainInteger(digits)
  if (integer === undefined) return float(parsePlainFloat(digits))
  return { kind: fitsInt64(integer) ? 'int' : 'uint', value: integer }
}

function float(value: number | undefined): ResolvedScalar {
  return value === undefined ? string : { kind: 'float', value }
}

/** True for `+`, `-` and the digits. */
function startsNumber(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || code === 0x2b || code === 0x2d
}

function spellings(
  meaning: ResolvedScalar,
  texts: readonly string[],
): readonly (readonly [string, ResolvedScalar])[] {
  return texts.map((text) => [text, meaning])
}
