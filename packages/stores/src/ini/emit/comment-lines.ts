import { trim } from '../white-space.ts'

/** The lines of a section's comment (I9). */
export function sectionCommentLines(text: string): string {
  return lines(text, (line) => line)
}

/** The lines of a key's comment, trimmed (I9). */
export function keyCommentLines(text: string): string {
  return lines(text, trim)
}

// sops crashes on a line that is empty, as the first one can be (`;` above `; x`).
function lines(text: string, spell: (line: string) => string): string {
  if (text === '') return ''
  return text
    .split('\n')
    .map((line) =>
      /^[#;]/.test(line) ? `${line.charAt(0)} ${trim(line.slice(1))}\n` : `; ${spell(line)}\n`,
    )
    .join('')
}
