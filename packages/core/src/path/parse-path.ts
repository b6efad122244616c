import { SopsError } from '../errors/sops-error.ts'
import { fitsInt64 } from '../value/int64.ts'
import { requireShort } from './require-short.ts'
import type { TreePath } from './tree-path.ts'

/**
 * Reads a path as `--extract`, `set` and `unset` take it: `["key"][0]`, keys in `"` or `'` and without
 * escapes, so a key with a `[` in it cannot be written (X1). The empty text is the empty path.
 *
 * @throws {@link SopsError} `INVALID_PATH` for a step that lacks its `]`, is empty, or is neither a
 * quoted key nor a decimal integer of 64 bits (X2).
 *
 * @example
 * ```ts
 * import { parsePath } from '@sopskit/core'
 * parsePath('["users"][0]["name"]') // ['users', 0, 'name']
 * ```
 */
export function parsePath(text: string): TreePath {
  const pieces = text.split('[').filter((piece) => piece !== '')
  return requireShort(pieces.map((piece, index) => parseStep(piece, index + 1)))
}

function parseStep(piece: string, number: number): string | number {
  if (!piece.endsWith(']')) throw invalidStep(number, 'does not end with ]')
  const content = piece.slice(0, -1)
  if (content === '') throw invalidStep(number, 'is empty')
  return /^["']/.test(content) ? parseKey(content, number) : parseIndex(content, number)
}

/** The last character is taken for the closing quote, whatever it is (X1). */
function parseKey(content: string, number: number): string {
  if (content.length < 2) throw invalidStep(number, 'lacks its closing quote')
  // sops cuts the last byte off, which would leave a piece of a character in the key.
  if (content.charCodeAt(content.length - 1) > 0x7f) {
    throw invalidStep(number, 'lacks its closing quote')
  }
  return content.slice(1, -1)
}

function parseIndex(content: string, number: number): number {
  if (!/^[+-]?[0-9]+$/.test(content)) {
    throw invalidStep(number, 'is neither a key in quotes nor an integer')
  }
  const index = BigInt(content)
  if (!fitsInt64(index)) throw invalidStep(number, 'is too large a number')
  return Number(index)
}

// The text is not quoted: someone may have mixed up the path and the value of `set`.
function invalidStep(number: number, why: string): SopsError {
  return new SopsError(
    'INVALID_PATH',
    `Step ${number} of the path ${why}. A path looks like ["key"][0]["other key"].`,
  )
}
