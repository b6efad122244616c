// The line breaks of YAML 1.1 (P2, E20).
const anyBreak = /[\n\r\u0085\u2028\u2029]/
const lineAndBreak = /([^\n\r\u0085\u2028\u2029]*)([\n\r\u0085\u2028\u2029]|$)/g

/** One line of a text with the break that ended it; empty for the end of the text. */
export interface Line {
  readonly text: string
  readonly ending: string
}

export function hasBreak(text: string): boolean {
  return anyBreak.test(text)
}

export function startsWithBreak(text: string): boolean {
  return hasBreak(text.charAt(0))
}

/** The number of breaks in a row at the end of the text, at most 2: nobody asks for more. */
export function breaksAtEnd(text: string): 0 | 1 | 2 {
  if (!hasBreak(text.slice(-1))) return 0
  return hasBreak(text.slice(-2, -1)) ? 2 : 1
}

/** True when the text has anything beside breaks. */
export function hasInk(text: string): boolean {
  return /[^\n\r\u0085\u2028\u2029]/.test(text)
}

/** Takes a text apart at its breaks; a break at the end leaves no empty last line. */
export function* splitLines(text: string): Generator<Line> {
  for (const [whole, line = '', ending = ''] of text.matchAll(lineAndBreak)) {
    if (whole !== '') yield { text: line, ending }
  }
}
