import { isSopsError, SopsError } from '../errors/sops-error.ts'
import type { PlannedLeaf } from '../rules/plan-leaves.ts'
import { isComment } from '../tree/guards.ts'
import { decodeUtf8 } from '../text/utf8.ts'
import type { Comment } from '../tree/tree.ts'
import { decodePlaintext, type DecodedValue } from '../value/decode-plaintext.ts'
import type { IvStash } from '../value/iv-stash.ts'
import { encodePlaintext, valueType } from '../value/plaintext.ts'
import { valueAad } from '../value/value-aad.ts'
import { notEncrypted, type OpenedValue, type ValueCipher } from '../value/value-cipher.ts'
import { legacyWarning } from './legacy-warning.ts'
import type { Warning } from './warning.ts'

/** What decrypting leaves takes. */
export interface DecryptLeavesOptions {
  readonly cipher: ValueCipher
  /** Receives the IV of every value, for encrypting again. */
  readonly stash: IvStash
  /** The file is by a release 0.x or 1.x, some of whose values no later one reads. */
  readonly legacy: boolean
}

/** The decrypted leaves, not authenticated as a whole before the MAC is verified. */
export interface DecryptedLeaves {
  readonly leaves: readonly PlannedLeaf[]
  readonly warnings: readonly Warning[]
  /** How the floats among them were spelled: the MAC of old releases covers that. */
  readonly floatTexts: ReadonlyMap<PlannedLeaf, string>
}

/**
 * Decrypts the leaves that are planned so and leaves the others as they are.
 *
 * @throws {@link SopsError} `VALUE_NOT_ENCRYPTED`, `MALFORMED_VALUE`, `VALUE_TAMPERED`,
 * `UNKNOWN_VALUE_TYPE`, `INVALID_PLAINTEXT`, for the first bad value in document order.
 */
export function decryptLeaves(
  planned: readonly PlannedLeaf[],
  options: DecryptLeavesOptions,
): DecryptedLeaves {
  const warnings: Warning[] = []
  const floatTexts = new Map<PlannedLeaf, string>()
  const leaves = planned.map((leaf) => {
    if (!leaf.encrypted) return leaf
    const { value, warning, floatText } = decryptLeaf(leaf, options)
    // Field by field: a spread takes thirty times as long.
    const { path, place, comments, encrypted } = leaf
    const decrypted = { value, path, place, comments, encrypted }
    if (warning !== undefined) warnings.push(warning)
    if (floatText !== undefined) floatTexts.set(decrypted, floatText)
    return decrypted
  })
  return { leaves, warnings, floatTexts }
}

interface LeafResult {
  readonly value: PlannedLeaf['value']
  readonly warning?: Warning | undefined
  readonly floatText?: string | undefined
}

function decryptLeaf(leaf: PlannedLeaf, options: DecryptLeavesOptions): LeafResult {
  const { value, path } = leaf
  if (value === null || value === '') return { value }
  if (isComment(value)) return decryptComment(value, path, options)
  if (typeof value !== 'string') throw notEncrypted(path)
  const { opened, decoded } = openAndDecode(value, path, options)
  return {
    value: decoded,
    warning: legacyWarning(opened, decoded, path),
    floatText:
      options.legacy && typeof decoded === 'number' ? decodeUtf8(opened.plaintext) : undefined,
  }
}

// A comment that does not decrypt, for whatever reason, is kept: releases before comment encryption left
// them plain (V21, H3). One that decrypts to something else was changed by hand: text counts in the MAC,
// which therefore differs (M4), and anything else is refused. The inline flag is lost (V20).
function decryptComment(
  value: Comment,
  path: readonly string[],
  options: DecryptLeavesOptions,
): LeafResult {
  if (value.text.length === 0) return { value }
  const decoded = tryOpen(value.text, path, options)
  if (decoded === undefined) return { value, warning: plainComment(path) }
  if (isComment(decoded) || isText(decoded)) return { value: decoded }
  throw new SopsError(
    'INVALID_PLAINTEXT',
    'A comment was decrypted, but the file names it a value. Its type was changed by hand.',
    { path },
  )
}

function tryOpen(
  text: string | Uint8Array,
  path: readonly string[],
  options: DecryptLeavesOptions,
): DecodedValue | undefined {
  if (typeof text !== 'string') return undefined
  try {
    return openAndDecode(text, path, options).decoded
  } catch (error) {
    if (isSopsError(error)) return undefined
    throw error
  }
}

function isText(value: DecodedValue): boolean {
  return typeof value === 'string' || value instanceof Uint8Array
}

function openAndDecode(
  text: string,
  path: readonly string[],
  { cipher, stash, legacy }: DecryptLeavesOptions,
): { opened: OpenedValue; decoded: DecodedValue } {
  const aad = valueAad(path)
  const opened = cipher.open(text, { aad, path, legacy })
  const decoded = decodePlaintext(opened, { path, legacy })
  const plaintext = isComment(decoded) ? decoded.text : encodePlaintext(decoded)
  const type = isComment(decoded) ? 'comment' : valueType(decoded)
  // `1.0` would be encrypted again as `1` (V18): under the same IV both could be read without the key. Text
  // is as it was; not compared, for it can be as long as a file.
  const isSpelledSo =
    isText(decoded) || isComment(decoded) || decodeUtf8(opened.plaintext) === plaintext
  if (isSpelledSo) stash.keep({ aad, type, plaintext }, opened.iv)
  return { opened, decoded }
}

function plainComment(path: readonly string[]): Warning {
  return {
    code: 'PLAIN_COMMENT',
    path,
    message: 'A comment that the rules encrypt is not encrypted; it was kept as it is.',
  }
}
