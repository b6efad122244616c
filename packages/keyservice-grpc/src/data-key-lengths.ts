/** A data key has the length of an AES key; a share of one has a byte more (KEY-002, S2). */
const lengths: ReadonlySet<number> = new Set([16, 24, 32, 17, 25, 33])

export function isDataKey(bytes: Uint8Array): boolean {
  return lengths.has(bytes.length)
}
