import {
  collectLeaves,
  compileRule,
  detachMetadata,
  isComment,
  planLeaves,
  type PlannedLeaf,
  SopsError,
} from '@sopskit/core'
import type { FileFormat } from '../formats/file-format.ts'
import { loadStore } from '../formats/load-store.ts'

/**
 * Makes sure, without any key, that a file is encrypted: also that nobody put a plain value where the file's
 * rule wants an encrypted one, which sops would publish.
 *
 * @throws {@link SopsError} `METADATA_NOT_FOUND`, `VALUE_NOT_ENCRYPTED`, and for a file that cannot be read
 * the codes of `fileStatus`.
 */
export async function requireEncrypted(bytes: Uint8Array, format: FileFormat): Promise<void> {
  const store = await loadStore(format, { form: 'encrypted' })
  const { metadata, branches } = detachMetadata(store.load(bytes), store.layout)
  const rule = await compileRule(metadata.rule, { invalidPattern: 'matches-nothing' })
  const plain = planLeaves(collectLeaves(branches), rule).find(isPlainByMistake)
  if (plain === undefined) return
  throw new SopsError(
    'VALUE_NOT_ENCRYPTED',
    'This value is in clear text, and the file says that it should be encrypted. It was not published; encrypt it by "sopskit edit" or "sopskit set".',
    { path: plain.path },
  )
}

/** Releases before comment encryption left comments plain (V21), and nothing is never encrypted (V12, V13). */
function isPlainByMistake({ value, encrypted }: PlannedLeaf): boolean {
  if (!encrypted || value === null || value === '') return false
  if (typeof value === 'object' && isComment(value)) return false
  return typeof value !== 'string' || !value.startsWith('ENC[')
}
