import { RE2JS, RE2JSSyntaxException } from 're2js'
import { encodeUtf8 } from '../text/utf8.ts'

/** True when a text matches; bytes stand for text that is not valid UTF-8. */
export type TextMatcher = (text: string | Uint8Array) => boolean

/** Why RE2 refuses a pattern, in fixed words that quote nothing of it. */
export interface InvalidPattern {
  readonly reason: string
  /** Where the refused part starts, counted from 1 in code points; absent when RE2 does not tell. */
  readonly column: number | undefined
}

/** Compiles RE2 source text to a matcher that looks anywhere in the text's UTF-8 bytes (R10, R11). */
export function compilePattern(pattern: string): TextMatcher | InvalidPattern {
  try {
    const compiled = RE2JS.compile(pattern)
    return (text) => compiled.test(typeof text === 'string' ? encodeUtf8(text) : text)
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error
    return { reason: error.getDescription(), column: columnOf(error.getPattern(), pattern) }
  }
}

// The library tells the refused part but not where it stands: the whole pattern says nothing, and a part
// that occurs twice is ambiguous.
function columnOf(refused: string | null, pattern: string): number | undefined {
  if (refused === null || refused === '' || refused === pattern) return undefined
  const start = pattern.indexOf(refused)
  const isAmbiguous = start === -1 || pattern.includes(refused, start + 1)
  return isAmbiguous ? undefined : Array.from(pattern.slice(0, start)).length + 1
}
