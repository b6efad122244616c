/** Characters that are worked on at once. */
export const pieceLength: number = 0x10000

/**
 * Cuts a long text, so that a pattern that matches nearly everywhere does not have to keep millions of
 * matches. The halves of a surrogate pair stay together.
 */
export function* textPieces(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    const end = start + pieceLength
    const next = isHighSurrogate(text.charCodeAt(end - 1)) ? end + 1 : end
    yield text.slice(start, next)
    start = next
  }
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff
}
