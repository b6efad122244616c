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

/** A warning of core, or `DOCUMENTS_DROPPED`: the output format holds only the first document (J11). */
export type Notice = Omit<Warning, 'code'> & {
  readonly code: Warning['code'] | 'DOCUMENTS_DROPPED'
}

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
