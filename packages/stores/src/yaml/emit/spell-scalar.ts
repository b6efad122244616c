import type { TreeScalar } from '@sopskit/core'
import { decodeUtf8, encodeBase64 } from '@sopskit/core'
import { resolvePlain } from '../scalars/resolve-plain.ts'
import { floatText } from './float-text.ts'
import { mergeKey } from './merge-key.ts'
import { canBeLiteral, canBePlain, canBeSingleQuoted } from './scalar-facts.ts'

export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal'

/** How a scalar is written: its text before quoting, the style, and a tag where one is needed. */
export interface Spelling {
  readonly style: ScalarStyle
  readonly text: string
  readonly tag: '' | '!!binary' | '!!merge'
}

const oldBooleans: ReadonlySet<string> = new Set(
  'y Y yes Yes YES on On ON n N no No NO off Off OFF'.split(' '),
)
const longestOldBoolean = 3
// Not `(:[0-5]?[0-9])+`: repeating a group millions of times exhausts the pattern engine.
const base60 = /^[-+]?[0-9][0-9_]*:[0-9:]*[0-9](?:\.[0-9_]*)?$/
const notBase60 = /:(?![0-5]?[0-9](?:[:.]|$))/
const letterFirst = /^[A-Za-z]/
const extraordinary = /[^!-~]/
const longestWord = 5

const base64LineLength = 70

/** Chooses the spelling of a value (E10, E11, E30 to E35). */
export function spellScalar(value: TreeScalar): Spelling {
  if (typeof value === 'string') return spellText(value)
  if (value === null) return plain('null')
  if (typeof value === 'number') return plain(floatText(value))
  if (typeof value === 'object') return 'kind' in value ? plain(value.text) : spellBytes(value)
  return plain(String(value))
}

/** Chooses the spelling of a text, for keys and values alike (E31 to E36). */
export function spellText(text: string): Spelling {
  if (isOrdinary(text)) return plain(text)
  if (text.includes('\n')) return { style: styleOfLines(text), text, tag: '' }
  if (text === mergeKey) return { style: 'plain', text, tag: '!!merge' }
  if (readsAsOther(text)) return { style: 'double', text, tag: '' }
  if (canBePlain(text)) return plain(text)
  return { style: canBeSingleQuoted(text) ? 'single' : 'double', text, tag: '' }
}

/** The spelling that keeps `<<` an ordinary key, whatever stands behind it (Q10). */
export function spellMergeKeyAsText(): Spelling {
  return { style: 'double', text: mergeKey, tag: '' }
}

// sops writes a block that starts with a tab too, fails to read it back and prints `null` instead (Q2, E31).
function styleOfLines(text: string): ScalarStyle {
  return canBeLiteral(text) && !text.startsWith('\t') ? 'literal' : 'double'
}

/** True when the text, unquoted, means something else to this or an older YAML reader (E34). */
function readsAsOther(text: string): boolean {
  if (resolvePlain(text).kind !== 'string') return true
  return (text.length <= longestOldBoolean && oldBooleans.has(text)) || isBase60(text)
}

function isBase60(text: string): boolean {
  return base60.test(text) && !notBase60.test(text)
}

// Printable text without spaces behind a letter, longer than any word with a meaning: most values are like
// this. The rules for all others decide the same, only slower.
function isOrdinary(text: string): boolean {
  if (text.length <= longestWord || !letterFirst.test(text) || text.endsWith(':')) return false
  return !extraordinary.test(text)
}

function spellBytes(bytes: Uint8Array): Spelling {
  const text = decodeUtf8(bytes)
  if (text !== undefined) return spellText(text)
  const base64 = encodeBase64(bytes)
  if (base64.length < base64LineLength) return { style: 'plain', text: base64, tag: '!!binary' }
  return { style: 'literal', text: cutIntoLines(base64), tag: '!!binary' }
}

function cutIntoLines(base64: string): string {
  const lines: string[] = []
  for (let start = 0; start < base64.length; start += base64LineLength) {
    lines.push(base64.slice(start, start + base64LineLength), '\n')
  }
  return lines.join('')
}

function plain(text: string): Spelling {
  return { style: 'plain', text, tag: '' }
}
