import { encodeUtf8 } from '@sopskit/core'
import { hasBreak } from './line-breaks.ts'

const mostBytes = 128
const mostBytesPerUnit = 3

/** True for a key that stands on one line with its `:`; others are written behind a `?` (E36). */
export function isSimpleKey(text: string): boolean {
  return !hasBreak(text) && fitsBytes(text)
}

function fitsBytes(text: string): boolean {
  if (text.length * mostBytesPerUnit <= mostBytes) return true
  return text.length <= mostBytes && encodeUtf8(text).length <= mostBytes
}
