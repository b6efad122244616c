/**
 * The lines of a folded block that stands for a text without breaks at its end (P10): a break is an empty
 * line more, except beside lines that begin with a blank; long lines are folded at their spaces.
 */
export function foldLines(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let previous = ' '
  let emptyLines = 0
  for (const line of text.split('\n')) {
    if (line === '') {
      emptyLines++
      continue
    }
    if (!isIndented(line) && !isIndented(previous)) emptyLines++
    for (; emptyLines > 0; emptyLines--) lines.push('')
    for (const part of wrap(line, width)) lines.push(part)
    previous = line
  }
  return lines
}

function wrap(line: string, width: number): readonly string[] {
  if (isIndented(line)) return [line]
  const lines: string[] = []
  let current: string | undefined
  for (const word of line.split(/(?<=\S) (?=\S)/)) {
    if (current === undefined) current = word
    else if (current.length + 1 + word.length <= width) current += ` ${word}`
    else {
      lines.push(current)
      current = word
    }
  }
  return current === undefined ? lines : [...lines, current]
}

function isIndented(line: string): boolean {
  return line.startsWith(' ') || line.startsWith('\t')
}
