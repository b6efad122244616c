import type { TextPosition } from '@sopskit/core'

/** The line and column of a byte. */
export function lineOf(bytes: Uint8Array, index: number): TextPosition {
  const before = Buffer.from(bytes.buffer, bytes.byteOffset, index).toString('utf8')
  const start = before.lastIndexOf('\n') + 1
  const line = before.split('\n').length
  return { line, column: Array.from(before.slice(start)).length + 1 }
}
