import type { TextPosition } from '@sopskit/core'

/** Where Git left a conflict in a text: the first of its marks at the beginning of a line. */
export function conflictPosition(bytes: Uint8Array): TextPosition | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!text.includes('<<<<<<< ') && !text.includes('>>>>>>> ')) return undefined
  const lines = text.toString('latin1').split('\n')
  const index = lines.findIndex((line) => /^(?:<{7} |>{7} )/.test(line))
  return index < 0 ? undefined : { line: index + 1, column: 1 }
}
