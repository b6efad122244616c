import { parseBoolWord } from '../text/bool-word.ts'
import { floatDigits, formatPositional } from '../text/float-digits.ts'
import type { TreeValue } from '../tree/tree.ts'

// Numbers, truth values and text stand for each other in metadata, and null for each one's zero (D15).
// All of these give `undefined` for what does not convert.

/** Text: numbers as their digits, true as `1`. A YAML timestamp is none (D12). */
export function weakText(value: TreeValue): string | undefined {
  switch (typeof value) {
    case 'string':
      return value
    case 'bigint':
      return value.toString()
    case 'number':
      return Number.isFinite(value) ? formatPositional(floatDigits(value)) : undefined
    case 'boolean':
      return value ? '1' : '0'
    default:
      return value === null ? '' : undefined
  }
}

/** A whole number; the fraction of a float is cut. */
export function weakInteger(value: TreeValue): number | undefined {
  switch (typeof value) {
    case 'string':
      return integerOfText(value)
    case 'bigint':
    case 'number':
    case 'boolean':
      return safeInteger(Math.trunc(Number(value)))
    default:
      return value === null ? 0 : undefined
  }
}

/** A truth value; any number but zero is true. */
export function weakBoolean(value: TreeValue): boolean | undefined {
  switch (typeof value) {
    case 'string':
      return value === '' ? false : parseBoolWord(value)
    case 'bigint':
    case 'number':
    case 'boolean':
      return Boolean(value)
    default:
      return value === null ? false : undefined
  }
}

/**
 * True for a whole number as flat files by releases before 3.11 hold the threshold, `2.000000` or
 * `%!s(float64=2)`, which sops itself cannot read.
 */
export function isDamagedInteger(text: string): boolean {
  return damagedInteger.test(text)
}

const damagedInteger = /^(?:([+-]?(?:0|[1-9]\d*))\.0+|%!s\(float64=(\d+)\))$/

// A leading zero would mean octal to sops and is refused.
function integerOfText(text: string): number | undefined {
  if (text === '') return 0
  if (/^[+-]?(?:0|[1-9]\d*)$/.test(text)) return safeInteger(Number(text))
  const damaged = damagedInteger.exec(text)
  return damaged === null ? undefined : safeInteger(Number(damaged[1] ?? damaged[2]))
}

function safeInteger(value: number): number | undefined {
  return Number.isSafeInteger(value) ? value : undefined
}
