/** White space as this dialect knows it: JavaScript's own would add U+FEFF and miss U+0085. */
const whiteSpace: ReadonlySet<string> = new Set(
  '\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000',
)

/** A text without the white space at its start. */
export function trimStart(text: string): string {
  let start = 0
  while (start < text.length && whiteSpace.has(text.charAt(start))) start++
  return text.slice(start)
}

/** A text without the white space around it. */
export function trim(text: string): string {
  let end = text.length
  while (end > 0 && whiteSpace.has(text.charAt(end - 1))) end--
  return trimStart(text.slice(0, end))
}
