import type { TextPosition } from '@sopskit/core'

/** Where an offset (in UTF-16 units) into `text` lies. Counted only when an error needs it. */
export function positionAt(text: string, offset: number): TextPosition {
  let line = 1
  let lineStart = 0
  for (
    let newline = text.indexOf('\n');
    newline !== -1 && newline < offset;
    newline = text.indexOf('\n', lineStart)
  ) {
    line++
    lineStart = newline + 1
  }
  return { line, column: countCodePoints(text.slice(lineStart, offset)) + 1 }
}

// Both halves of a surrogate pair are one character; a pattern would keep every pair that it finds.
function countCodePoints(text: string): number {
  let count = 0
  for (let index = 0; index < text.length; count++) {
    index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1
  }
  return count
}
