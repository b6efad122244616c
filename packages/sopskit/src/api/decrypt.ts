import { parsePath } from '@sopskit/core'
import type { FileFormat } from '../formats/file-format.ts'
import { loadStore } from '../formats/load-store.ts'
import { decryptDocuments, type OpenOptions } from './decrypt-documents.ts'
import { keepsLayout, type LayoutOptions } from '../options/layout-options.ts'
import { emitAtPath } from './emit-at-path.ts'
import { restoreLayout } from './emit-preserving.ts'
import { inputBytes } from './input-bytes.ts'
import { noticesOfDropped } from './notices-of-dropped.ts'
import { output, type Output, type OutputFacts } from './output.ts'
import { requireKnownOptions } from '../options/known-options.ts'

/** What {@link decrypt} takes. */
export interface DecryptOptions extends OpenOptions, LayoutOptions {
  /** The format of the output. Default: that of the input. */
  readonly outputFormat?: FileFormat | undefined
  /** Spaces per level. Default: what sops writes, 4 in YAML and a tab (-1) in JSON (J8). */
  readonly indent?: number | undefined
  /**
   * Give only the value at this path of the first document, such as `["db"]["password"]` (X1): text as
   * it is and without a newline, a map as a document, everything else in the spelling of the format (X4).
   */
  readonly extract?: string | undefined
}

/** A decrypted file. */
export interface DecryptResult extends Output, OutputFacts {
  /** False only under `ignoreMac`: then nothing vouches for the values. */
  readonly macVerified: boolean
}

/**
 * Decrypts the content of a file, given as text or as bytes. Nothing is given back before the MAC over
 * the whole file is verified, unless `ignoreMac` asks for it.
 *
 * @throws {@link SopsError} for the options: `INVALID_PATH`, `DUPLICATE_DECRYPTION_ORDER`,
 * `CONFLICTING_OPTIONS`; for the file: `PARSE_FAILED`, `EMPTY_DOCUMENT`, `TOP_LEVEL_NOT_MAP`, `KEY_NOT_STRING`, `DUPLICATE_KEY`,
 * `NUMBER_OUT_OF_RANGE`, `LIMIT_EXCEEDED`, `METADATA_NOT_FOUND`, `METADATA_INVALID`, `NO_MASTER_KEYS`,
 * `CONFLICTING_RULES`; for the keys: `DATA_KEY_UNAVAILABLE`, `INVALID_SHARES`, `INVALID_DATA_KEY`; for
 * the values: `VALUE_NOT_ENCRYPTED`, `MALFORMED_VALUE`, `VALUE_TAMPERED`, `UNKNOWN_VALUE_TYPE`,
 * `INVALID_PLAINTEXT`, `MAC_UNREADABLE`, `MAC_MISMATCH`; for the output: `PATH_NOT_FOUND`,
 * `EMIT_FAILED`, `INVALID_INDENT`; and `ABORTED`.
 * @example
 * ```ts
 * import { decrypt } from 'sopskit'
 * async function password(encrypted: string, identity: string): Promise<string> {
 *   const decrypted = await decrypt(encrypted, {
 *     format: 'yaml',
 *     identities: [identity],
 *     extract: '["password"]',
 *   })
 *   return decrypted.text()
 * }
 * ```
 */
export async function decrypt(
  input: string | Uint8Array,
  options: DecryptOptions,
): Promise<DecryptResult> {
  requireKnownOptions(options)
  const path = parsePath(options.extract ?? '')
  const preserves = keepsLayout(options)
  // A copy, before anything is waited for.
  const source = inputBytes(input)
  const { branches, metadata, macVerified, warnings } = await decryptDocuments(source, options)
  const format = options.outputFormat ?? options.format
  const bytes = preserves
    ? await restoreLayout(branches, { bytes: source, indent: options.indent })
    : emitAtPath(branches, path, await loadStore(format, options))
  const dropped = path.length === 0 ? noticesOfDropped(format, branches) : []
  return output(bytes, { metadata, macVerified, warnings: [...warnings, ...dropped] })
}
