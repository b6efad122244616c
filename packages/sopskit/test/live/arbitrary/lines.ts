/** A line of generated text; its column is relative to the block around it. */
export interface Line {
  readonly column: number
  readonly text: string
}

/** Moves lines to the right. */
export function shift(lines: readonly Line[], columns: number): readonly Line[] {
  return lines.map(({ column, text }) => ({ column: column + columns, text }))
}

/** The text of lines; a column left of the margin is the margin. */
export function render(lines: readonly Line[]): string {
  return lines
    .map(({ column, text }) => (text === '' ? '\n' : `${' '.repeat(Math.max(column, 0))}${text}\n`))
    .join('')
}

/** Lines of one block, all in its first column. */
export function atMargin(...texts: readonly string[]): readonly Line[] {
  return texts.map((text) => ({ column: 0, text }))
}
