const decimal = /^[+-]?(?:\d+(?:_\d+)*)?(?:\.(?:\d+(?:_\d+)*)?)?(?:[eE][+-]?\d+(?:_\d+)*)?$/
const hexadecimal =
  /^([+-]?)0[xX](_?[\da-fA-F]+(?:_[\da-fA-F]+)*)?(?:\.([\da-fA-F]+(?:_[\da-fA-F]+)*)?)?[pP]([+-]?\d+(?:_\d+)*)$/

/**
 * A float from the text of a value (V-table): decimal, hexadecimal with a `p` exponent, or a word in any
 * case. `undefined` when it is none of these, or too large; too small a number is 0.
 */
export function parseFloatText(text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const word = /^([+-]?)(inf|infinity|nan)$/i.exec(text)
  if (word !== null) return parseWord(word[1] ?? '', word[2] ?? '')
  const value = decimal.test(text) && /^[+-]?\.?\d/.test(text) ? parseDecimal(text) : parseHex(text)
  return value === undefined || Number.isFinite(value) ? value : undefined
}

function parseWord(sign: string, word: string): number | undefined {
  if (word.toLowerCase() === 'nan') return sign === '' ? Number.NaN : undefined
  return sign === '-' ? -Infinity : Infinity
}

function parseDecimal(text: string): number {
  return Number(withoutUnderscores(text))
}

function withoutUnderscores(text = ''): string {
  return text.replaceAll('_', '')
}

function parseHex(text: string): number | undefined {
  const match = hexadecimal.exec(text)
  if (match === null) return undefined
  const [whole = '', fraction = '', exponent = ''] = match.slice(2).map(withoutUnderscores)
  if (whole + fraction === '') return undefined
  const shift = Number(exponent) - 4 * fraction.length
  const size = scale(Number(BigInt(`0x${whole}${fraction}`)), shift)
  return match[1] === '-' ? -size : size
}

// In two steps, for one alone can fall out of the range of a double on the way to a number within it.
function scale(value: number, shift: number): number {
  const half = Math.trunc(shift / 2)
  return value * 2 ** half * 2 ** (shift - half)
}
