/** UTF-16 with its byte order mark to text, the mark dropped; `undefined` when it is malformed. */
export function decodeUtf16(input: Uint8Array): string | undefined {
  if (input.length % 2 !== 0) return undefined
  const littleEndian = input[0] === 0xff
  const view = new DataView(input.buffer, input.byteOffset, input.byteLength)
  const units: string[] = []
  for (let offset = 2; offset < input.length; offset += 2) {
    units.push(String.fromCharCode(view.getUint16(offset, littleEndian)))
  }
  const text = units.join('')
  return hasLoneSurrogate(text) ? undefined : text
}

function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text)
}
