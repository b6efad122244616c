import type { TreeScalar } from '@sopskit/core'
import { encodeBase64, isTimestamp } from '@sopskit/core'
import { sparinglyQuoted } from '../emit/double-quotes.ts'
import { floatText } from '../emit/float-text.ts'
import { resolvePlain } from '../scalars/resolve-plain.ts'
import type { SourceStyle } from './scalar-site.ts'
import { formerlyPlain } from './scalar-site.ts'
import { isSealed } from './sealed-text.ts'

const midnight = 'T00:00:00Z'

/**
 * The spellings of a value on one line that come into question, the one closest to the style first. `mark`:
 * where an encrypted text needs quotes, they show that it was plain.
 */
export function inlineSpellings(
  value: TreeScalar,
  style: SourceStyle,
  mark: boolean,
): readonly string[] {
  if (typeof value !== 'string') return [plainText(value)]
  const double = sparinglyQuoted(value)
  const single = `'${value.replaceAll("'", "''")}'`
  if (style === 'single') return [single, double]
  if (style !== 'plain') return [double]
  if (!isSealed(value)) return [value, single, double]
  return [value, mark ? `"${value.slice(0, -1)}${formerlyPlain}"` : double]
}

/** The usual spelling of what is no text; it keeps its type, unlike that of sops (E11, Q9). */
function plainText(value: Exclude<TreeScalar, string>): string {
  if (typeof value === 'number') return floatSpelling(value)
  if (value instanceof Uint8Array) return `!!binary ${encodeBase64(value)}`
  if (value === null || !isTimestamp(value)) return String(value)
  return value.text.endsWith(midnight) ? value.text.slice(0, -midnight.length) : value.text
}

function floatSpelling(value: number): string {
  const text = floatText(value)
  return resolvePlain(text).kind === 'int' ? `${text}.0` : text
}
