import { utf8Runs } from './utf8-runs.ts'

const needsEscape = /["\\\u0000-\u001f<>&\u2028\u2029]/
const needingEscape = new RegExp(needsEscape, 'g')

const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

/** A JSON string with the escapes of SOPS (J9). A byte that is not UTF-8 becomes the six characters `\ufffd`. */
export function quoteString(text: string | Uint8Array): string {
  if (typeof text === 'string') return `"${escapeText(text)}"`
  return `"${utf8Runs(text).map(escapeText).join('\\ufffd')}"`
}

function escapeText(text: string): string {
  return needsEscape.test(text) ? text.replace(needingEscape, escapeCharacter) : text
}

function escapeCharacter(character: string): string {
  const code = character.charCodeAt(0)
  return shortEscapes.get(character) ?? `\\u${code.toString(16).padStart(4, '0')}`
}
