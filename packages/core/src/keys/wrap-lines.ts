/**
 * Breaks text at white space into lines of at most `width`. Line breaks and the indentation behind them
 * are kept; a word that is too long for any line stays where it is and is never cut (ERR-01).
 */
export function wrapLines(text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((line) => wrapLine(line, width))
}

function wrapLine(line: string, width: number): readonly string[] {
  const [indentation = ''] = /^\s*/.exec(line) ?? []
  const lines: string[] = []
  let current = indentation
  for (const word of line.split(/\s+/).filter((part) => part !== '')) {
    if (current.trim() === '') current += word
    else if (current.length + 1 + word.length <= width || word.length >= width)
      current += ` ${word}`
    else {
      lines.push(current)
      current = word
    }
  }
  return [...lines, current]
}
