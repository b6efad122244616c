/** A run of blanks and breaks; whether it folds depends on there being a break in it. */
export const whiteSpaceRun: RegExp = /[ \t\r\n\u2028\u2029]+/g

const blanks = /[ \t\r]+/g
const breaks = /[\n\u2028\u2029]/

/**
 * What white space inside a flow scalar stands for: itself on one line; else one break is a space, more
 * are one less. U+2028 and U+2029 do not fold (P2).
 */
export function foldWhiteSpace(run: string): string {
  if (!breaks.test(run)) return run
  const found = run.replace(blanks, '')
  if (!found.startsWith('\n')) return found
  return found.length === 1 ? ' ' : found.slice(1)
}

/** The same behind a backslash at the end of a line: the first break is gone. */
export function foldEscapedBreak(run: string): string {
  return run.replace(blanks, '').slice(1)
}
