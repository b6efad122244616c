import type { TreeValue } from '@sopskit/core'
import { encodeUtf8 } from '@sopskit/core'
import { emitJson } from '../../json/emit-json.ts'
import { fromTreeText, textToBytes } from '../../lines/byte-text.ts'

/** Writes one value for `--extract`: text as it is, everything else as JSON in one line (X4). */
export function emitIniValue(value: TreeValue): Uint8Array {
  if (value instanceof Uint8Array) return value.slice()
  if (typeof value === 'string') return textToBytes(fromTreeText(value, []))
  return encodeUtf8(emitJson(value, undefined))
}
