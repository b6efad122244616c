import { decodeUtf8 } from '@sopskit/core'

/**
 * Cuts bytes at every byte that belongs to no UTF-8 character: between two neighbours of the result lay
 * exactly one such byte. A `TextDecoder` that replaces would count bad bytes differently: it makes one
 * replacement of a cut-off sequence, SOPS one of each of its bytes (J6, J9).
 */
export function utf8Runs(bytes: Uint8Array): readonly string[] {
  const whole = decodeUtf8(bytes)
  if (whole !== undefined) return [whole]
  const runs: string[] = []
  let start = 0
  for (let index = 0; index < bytes.length;) {
    const length = characterLength(bytes, index)
    index += Math.max(length, 1)
    if (length > 0) continue
    runs.push(decodeValid(bytes, start, index - 1))
    start = index
  }
  runs.push(decodeValid(bytes, start, bytes.length))
  return runs
}

function decodeValid(bytes: Uint8Array, start: number, end: number): string {
  return start === end ? '' : (decodeUtf8(bytes.subarray(start, end)) ?? '')
}

/** The length of the character that starts here, 0 when none does. */
function characterLength(bytes: Uint8Array, index: number): number {
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
