import type { Store, TreeBranches, TreeValue } from '@sopskit/core'
import { branch, decodeUtf8, encodeUtf8, entry, SopsError } from '@sopskit/core'

/** The one key of a binary file's tree (B1). */
const dataKeyName = 'data'

/** The largest input in bytes: in base64 it has to fit into one JavaScript string, with room for the metadata. */
export const maxBinarySize: number = 350 * 1024 * 1024

/**
 * A file of any bytes: its tree is the one key `data` (B1), and what is written is the value of that key
 * with nothing added (B2). This is the plain form only: an encrypted binary file is JSON, for which
 * `jsonStore` is the store.
 *
 * - `load` throws {@link SopsError} `LIMIT_EXCEEDED` above {@link maxBinarySize}.
 * - `emit` throws `EMIT_FAILED` for several documents, and when there is no key `data` or it is not text;
 *   other keys are left out.
 * - `emitValue` throws `EMIT_FAILED` for what is not text (B4).
 *
 * @example
 * ```ts
 * import { binaryStore } from '@sopskit/stores/binary'
 * const store = binaryStore()
 * const tree = store.load(Uint8Array.of(0, 255)) // one document: { data: … }
 * store.emit(tree) // Uint8Array [0, 255]
 * ```
 */
export function binaryStore(): Store {
  return { name: 'binary', layout: 'nested', load, emit, emitValue }
}

function load(input: Uint8Array): TreeBranches {
  if (input.length > maxBinarySize) {
    throw new SopsError(
      'LIMIT_EXCEEDED',
      `The file has ${input.length} bytes; SOPS files hold up to ${maxBinarySize}. Encrypt large files with age itself, and their key with SOPS.`,
    )
  }
  return [branch([entry(dataKeyName, decodeUtf8(input) ?? input)])]
}

function emit(documents: TreeBranches): Uint8Array {
  if (documents.length > 1) {
    throw new SopsError(
      'EMIT_FAILED',
      `The file has ${documents.length} documents, and binary holds one. Choose another output format.`,
    )
  }
  // Of repeated keys sops takes the first.
  const data = documents[0]?.items.find((item) => item.kind === 'entry' && item.key === dataKeyName)
  if (data?.kind === 'entry') return bytesOf(data.value)
  throw new SopsError(
    'EMIT_FAILED',
    'The file has no key data, so it cannot be written as binary. Name its format by --output-type, or the format in the options.',
  )
}

function emitValue(value: TreeValue): Uint8Array {
  return bytesOf(value)
}

function bytesOf(value: TreeValue): Uint8Array {
  if (typeof value === 'string') return encodeUtf8(value)
  if (value instanceof Uint8Array) return value
  throw new SopsError(
    'EMIT_FAILED',
    'Only text can be written as binary, and this value is none. Name its format by --output-type, or the format in the options.',
  )
}
