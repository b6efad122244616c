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

function countCodePoints(text: string): number {
  return text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0)
}
