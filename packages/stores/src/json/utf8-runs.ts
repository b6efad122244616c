import { decodeUtf8 } from '@sopskit/core'

/** Bytes that are decoded at once. */
const pieceSize = 0x2000

/**
 * Decodes UTF-8 with one UTF-16 unit in place of each byte that belongs to no character. A `TextDecoder`
 * that replaces would count bad bytes differently: it makes one replacement of a cut-off sequence, SOPS one
 * of each of its bytes (J6, J9).
 */
export function decodeReplacing(bytes: Uint8Array, unit: number): string {
  const whole = decodeUtf8(bytes)
  if (whole !== undefined) return whole
  const pieces: string[] = []
  for (let start = 0; start < bytes.length;) {
    const end = endOfPiece(bytes, start + pieceSize)
    pieces.push(decodePiece(bytes.subarray(start, end), unit))
    start = end
  }
  return pieces.join('')
}

/** `wanted`, or the start of the character in which that would cut. */
function endOfPiece(bytes: Uint8Array, wanted: number): number {
  for (let back = 1; back <= 3; back++) {
    if (characterLength(bytes, wanted - back) > back) return wanted - back
  }
  return Math.min(wanted, bytes.length)
}

function decodePiece(bytes: Uint8Array, unit: number): string {
  const valid = decodeUtf8(bytes)
  if (valid !== undefined) return valid
  const units: number[] = []
  for (let index = 0; index < bytes.length;) {
    const length = characterLength(bytes, index)
    if (length === 0) units.push(unit)
    else pushCharacter(units, bytes, { index, length })
    index += Math.max(length, 1)
  }
  return String.fromCharCode(...units)
}

function pushCharacter(
  units: number[],
  bytes: Uint8Array,
  { index, length }: { readonly index: number; readonly length: number },
): void {
  // The lead byte of a longer character has as many bits less.
  let code = (bytes[index] ?? 0) & (length === 1 ? 0x7f : 0x7f >> length)
  for (let offset = 1; offset < length; offset++) {
    code = (code << 6) | ((bytes[index + offset] ?? 0) & 0x3f)
  }
  if (code < 0x10000) units.push(code)
  else units.push(0xd7c0 + (code >> 10), 0xdc00 + (code & 0x3ff))
}

/** The length of the character that starts here, 0 when none does. */
export function characterLength(bytes: Uint8Array, index: number): number {
  const lead = bytes[index] ?? 0
  if (lead < 0x80) return 1
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0
  const second = bytes[index + 1] ?? 0
  const [lowest, highest] = secondByteRange(lead)
  if (length === 0 || second < lowest || second > highest) return 0
  for (let offset = 2; offset < length; offset++) {
    if (((bytes[index + offset] ?? 0) & 0xc0) !== 0x80) return 0
  }
  return length
}

// Narrower after four leads: no overlong forms, no surrogates, nothing above U+10FFFF.
function secondByteRange(lead: number): readonly [number, number] {
  if (lead === 0xe0) return [0xa0, 0xbf]
  if (lead === 0xed) return [0x80, 0x9f]
  if (lead === 0xf0) return [0x90, 0xbf]
  if (lead === 0xf4) return [0x80, 0x8f]
  return [0x80, 0xbf]
}
