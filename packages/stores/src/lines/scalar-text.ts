import type { TreeScalar } from '@sopskit/core'
import { fromTreeText } from './byte-text.ts'
import { floatText } from './float-text.ts'

/** A scalar as dotenv and INI spell it, before anything is quoted or escaped (N6). */
export function scalarText(value: TreeScalar, path: readonly string[]): string {
  if (typeof value === 'string' || value instanceof Uint8Array) return fromTreeText(value, path)
  if (typeof value === 'number') return floatText(value)
  if (value === null) return '<nil>'
  // A time in whole seconds.
  if (typeof value === 'object') return value.text.replace(/\.\d+/, '')
  return String(value)
}
