import type { TreeBranches } from '@sopskit/core'
import { parseDocuments } from './nodes/parse-documents.ts'
import { decodeSource } from './source/decode-source.ts'
import { withPositions } from './source/syntax-fault.ts'
import { scan } from './tokens/scan.ts'
import { buildTree } from './tree/build-tree.ts'

/**
 * Reads all documents of a YAML file into the tree that sops builds: its reading of values (section P)
 * and its places for comments (section C).
 *
 * @throws {@link SopsError} `EMPTY_DOCUMENT` for no bytes at all (P3), `PARSE_FAILED`,
 * `TOP_LEVEL_NOT_MAP` (P4), `KEY_NOT_STRING` (P11), `DUPLICATE_KEY` (P6), `NUMBER_OUT_OF_RANGE` (Z4),
 * `LIMIT_EXCEEDED` (nesting over 1,000 levels, aliases that stand for over 2 million characters). Each
 * has a position, unless there is no text to point into.
 */
export function loadYaml(input: Uint8Array): TreeBranches {
  const source = decodeSource(input)
  return withPositions(source, () => buildTree(parseDocuments(scan(source))))
}
