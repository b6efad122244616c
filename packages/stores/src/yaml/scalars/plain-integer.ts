import { fitsInt64 } from '@sopskit/core'

const integerForm =
  /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]([0-7]+)|0([0-7]+)|(0|[1-9][0-9]*))$/
// A second sign is taken behind the lower-case prefixes, and only there (P-table).
const signedDigitsForm = /^0(?:b([-+])([01]+)|o([-+])([0-7]+))$/

const maxUint64 = 2n ** 64n - 1n
const mostDigits = 64

/**
 * Reads an integer whose underscores are gone already: base by prefix, a leading 0 meaning octal. A
 * number with a sign has to fit 64 bits signed, one without may use 64 bits unsigned.
 */
export function parsePlainInteger(text: string): bigint | undefined {
  const match = integerForm.exec(text)
  if (match === null) return parseSignedDigits(text)
  const [, sign = '', hex, binary, octal, zeroOctal, decimal] = match
  const size = readDigits({ hex, binary, octal: octal ?? zeroOctal, decimal })
  return withSign(sign, size)
}

function parseSignedDigits(text: string): bigint | undefined {
  const match = signedDigitsForm.exec(text)
  if (match === null) return undefined
  const [, binarySign, binary, octalSign, octal] = match
  return withSign(binarySign ?? octalSign ?? '', readDigits({ binary, octal }))
}

interface Digits {
  readonly hex?: string | undefined
  readonly binary?: string | undefined
  readonly octal?: string | undefined
  readonly decimal?: string | undefined
}

function readDigits({ hex, binary, octal, decimal }: Digits): bigint | undefined {
  if (hex !== undefined) return readBase('0x', hex)
  if (binary !== undefined) return readBase('0b', binary)
  if (octal !== undefined) return readBase('0o', octal)
  return readBase('', decimal ?? '')
}

/** `undefined` for what cannot fit: a megabyte of digits must not cost a quadratic conversion. */
function readBase(prefix: string, digits: string): bigint | undefined {
  const significant = digits.replace(/^0+/, '')
  if (significant.length > mostDigits) return undefined
  return significant === '' ? 0n : BigInt(prefix + significant)
}

function withSign(sign: string, size: bigint | undefined): bigint | undefined {
  if (size === undefined) return undefined
  const value = sign === '-' ? -size : size
  if (fitsInt64(value)) return value
  return sign === '' && value <= maxUint64 ? value : undefined
}
