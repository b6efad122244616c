/** Where the line ends that an offset is in; its break not included. */
export function endOfLine(text: string, offset: number): number {
  const found = text.indexOf('\n', offset)
  if (found === -1) return text.length
  return text.charAt(found - 1) === '\r' && found > offset ? found - 1 : found
}

/** The offset behind the break that ends a line at `lineEnd`. */
export function behindBreak(text: string, lineEnd: number): number {
  if (text.startsWith('\r\n', lineEnd)) return lineEnd + 2
  return text.charAt(lineEnd) === '\n' ? lineEnd + 1 : lineEnd
}

/** Where the line begins that an offset is in. */
export function startOfLine(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1
}

/** Whether nothing but blanks follows on the line. */
export function endsLine(text: string, offset: number): boolean {
  return text.slice(offset, endOfLine(text, offset)).trim() === ''
}
