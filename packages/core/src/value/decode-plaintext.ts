import { SopsError } from '../errors/sops-error.ts'
import { parseBoolWord } from '../text/bool-word.ts'
import { parseTimestamp } from '../text/timestamp.ts'
import { decodeUtf8 } from '../text/utf8.ts'
import { comment } from '../tree/create.ts'
import type { Comment, Timestamp, TreeScalar } from '../tree/tree.ts'
import { fitsInt64 } from './int64.ts'
import { parseFloatText } from './parse-float-text.ts'
import type { OpenedValue, ValuePlace } from './value-cipher.ts'

/** Characters of the longest number that is read; the longest that any release writes has some 330. */
const longestWord = 100_000

/** What a decrypted text can be. */
export type DecodedValue = Exclude<TreeScalar, null> | Comment

/**
 * The value behind a decrypted text and its type name (V-table). `bytes`, which only 1.x wrote, is read
 * as text (Q5); in its own files its ints may have any size.
 *
 * @throws {@link SopsError} `UNKNOWN_VALUE_TYPE`, `INVALID_PLAINTEXT`; neither shows the text.
 */
export function decodePlaintext(
  { plaintext, type }: Pick<OpenedValue, 'plaintext' | 'type'>,
  { path, legacy }: Pick<ValuePlace, 'path' | 'legacy'>,
): DecodedValue {
  const text = decodeUtf8(plaintext)
  const word = asWord(text)
  switch (type) {
    case 'str':
    case 'bytes':
      return text ?? plaintext
    case 'comment':
      return comment(text ?? plaintext)
    case 'int':
      return requireValue(parseInt64(word) ?? parseLargeInt(word, legacy), type, path)
    case 'float':
      return requireValue(parseFloatText(word), type, path)
    case 'bool':
      return requireValue(parseBoolWord(word ?? ''), type, path)
    case 'time':
      return requireValue<Timestamp>(parseTimestamp(word ?? ''), type, path)
    default:
      throw new SopsError(
        'UNKNOWN_VALUE_TYPE',
        'A value has a type that SOPS does not know. The file was changed by hand, or written by a newer release.',
        { path },
      )
  }
}

function asWord(text: string | undefined): string | undefined {
  return text !== undefined && text.length <= longestWord ? text : undefined
}

function requireValue<T>(value: T | undefined, type: string, path: readonly string[]): T {
  if (value !== undefined) return value
  throw new SopsError(
    'INVALID_PLAINTEXT',
    `A value was decrypted, but its text is not of the type ${type} that the file names. The type was changed by hand.`,
    { path },
  )
}

function parseInt64(text: string | undefined): bigint | undefined {
  const match = /^([+-]?)0*(\d{1,19})$/.exec(text ?? '')
  if (match === null) return undefined
  const size = BigInt(match[2] ?? '')
  const value = match[1] === '-' ? -size : size
  return fitsInt64(value) ? value : undefined
}

// Python reads up to 4,300 digits, and writes an int in one way only.
function parseLargeInt(text = '', legacy = false): bigint | undefined {
  return legacy && /^-?[1-9]\d{18,4299}$/.test(text) ? BigInt(text) : undefined
}
