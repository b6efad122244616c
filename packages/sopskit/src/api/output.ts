import type { Metadata, Warning } from '@sopskit/core'
import { decodeUtf8, SopsError } from '@sopskit/core'

/** A resulting file. */
export interface Output {
  readonly bytes: Uint8Array
  /**
   * The same as text.
   *
   * @throws {@link SopsError} `UNSUPPORTED_VALUE` when the bytes are not UTF-8 text.
   */
  text(): string
}

/** What is told about every resulting file. */
export interface OutputFacts {
  /** What the metadata of the encrypted file says. */
  readonly metadata: Metadata
  /** What deserves a person's attention though the operation succeeded. */
  readonly warnings: readonly Notice[]
}

/** What this package warns of beside core. */
export type NoticeCode =
  /** The output format holds one document, and the others were left out (J11). */
  | 'DOCUMENTS_DROPPED'
  /** The output format holds text only, and bytes that are not UTF-8 were replaced (J9). */
  | 'BYTES_REPLACED'
  /** Binary output is the value of the key `data`, and other keys were left out (B2). */
  | 'KEYS_DROPPED'
  /** A rule was given for a binary file, which is encrypted as a whole (B3). */
  | 'RULE_IGNORED'
  /** In the layout `preserve`, decryption will spell something in another way than it is now. */
  | 'LAYOUT_NOT_KEPT'
  /** A YAML file that was not in the layout of sops is now. */
  | 'LAYOUT_CHANGED'

/** A warning of core, or one of this package. */
export type Notice = Omit<Warning, 'code'> & { readonly code: Warning['code'] | NoticeCode }

/** Puts a resulting file and the facts about it together. */
export function output<Facts extends object>(bytes: Uint8Array, facts: Facts): Output & Facts {
  return {
    ...facts,
    bytes,
    text() {
      const text = decodeUtf8(bytes)
      if (text !== undefined) return text
      throw new SopsError('UNSUPPORTED_VALUE', 'The result is not UTF-8 text; take its bytes.')
    },
  }
}
