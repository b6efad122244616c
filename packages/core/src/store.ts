import type { MetadataLayout } from './metadata/metadata.ts'
import type { TreeBranches, TreeValue } from './tree/tree.ts'

/**
 * A file format: text to tree and back. A store knows nothing of encryption; the same `load` and
 * `emit` serve plain and encrypted files.
 */
export interface Store {
  /** The name SOPS uses for `--input-type` and `--output-type`. */
  readonly name: string
  /** How metadata is laid out in this format (D16). */
  readonly layout: MetadataLayout
  /**
   * Reads all documents.
   *
   * @throws {@link SopsError} `PARSE_FAILED`, `EMPTY_DOCUMENT`, `TOP_LEVEL_NOT_MAP`, `KEY_NOT_STRING`,
   * `DUPLICATE_KEY`, `NUMBER_OUT_OF_RANGE`, `LIMIT_EXCEEDED`, all with a position where there is one.
   */
  load(input: Uint8Array): TreeBranches
  /**
   * Writes all documents in the exact bytes of sops.
   *
   * @throws {@link SopsError} `EMIT_FAILED` when the format cannot hold the tree.
   */
  emit(branches: TreeBranches): Uint8Array
  /**
   * Writes one value for `--extract` (X4): text as it is, without a newline; everything else in the
   * format's spelling.
   *
   * @throws {@link SopsError} `EMIT_FAILED` when the format cannot hold the value.
   */
  emitValue(value: TreeValue): Uint8Array
}
