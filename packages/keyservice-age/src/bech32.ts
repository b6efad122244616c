const alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]
const checksumLength = 6

/** The two parts of a Bech32 text. */
export interface Bech32 {
  /** What stands before the last `1`, in lower case. */
  readonly prefix: string
  readonly bytes: Uint8Array
}

/**
 * Decodes a Bech32 text of any length, as every age recipient and identity is one: one case, the
 * checksum, no bits left over. `undefined` when it is not one.
 */
export function decodeBech32(text: string): Bech32 | undefined {
  // ASCII only: U+212A, too, is a k in lower case.
  if (!/^[!-~]+$/.test(text)) return undefined
  const lower = text.toLowerCase()
  if (text !== lower && text !== text.toUpperCase()) return undefined
  const separator = lower.lastIndexOf('1')
  const prefix = lower.slice(0, separator)
  const values = Array.from(lower.slice(separator + 1), (letter) => alphabet.indexOf(letter))
  if (separator < 1 || values.includes(-1)) return undefined
  if (values.length < checksumLength || checksum(prefix, values) !== 1) return undefined
  const bytes = regroup(values.slice(0, -checksumLength))
  return bytes === undefined ? undefined : { prefix, bytes }
}

function checksum(prefix: string, values: readonly number[]): number {
  const codes = Array.from(prefix, (letter) => letter.charCodeAt(0))
  const expanded = [...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31)]
  let sum = 1
  for (const value of [...expanded, ...values]) {
    const top = sum >>> 25
    sum = ((sum & 0x1ffffff) << 5) ^ value
    for (const [bit, generator] of generators.entries()) {
      if ((top >> bit) & 1) sum ^= generator
    }
  }
  return sum
}

// Five-bit groups hardly ever fill whole bytes: up to four bits are left over, and they are zero.
function regroup(groups: readonly number[]): Uint8Array | undefined {
  const bytes = new Uint8Array(Math.floor((groups.length * 5) / 8))
  let length = 0
  let bits = 0
  let buffer = 0
  for (const group of groups) {
    buffer = ((buffer << 5) | group) & 0xfff
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes[length++] = buffer >> bits
  }
  const left = buffer & ((1 << bits) - 1)
  return bits < 5 && left === 0 ? bytes : undefined
}
