const marker = /(?:---|\.\.\.)(?:[ \t\r\n]|$)/y

/** Whether a line that begins a document or ends one starts at an offset. */
export function isDocumentMarker(text: string, offset: number): boolean {
  if (offset > 0 && text.charAt(offset - 1) !== '\n') return false
  marker.lastIndex = offset
  return marker.test(text)
}
