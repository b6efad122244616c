import type { DecryptedTree } from '@sopskit/core'
import { decryptTree, loadAead, requireDistinctKinds } from '@sopskit/core'
import type { FileFormat } from '../formats/file-format.ts'
import { loadStore } from '../formats/load-store.ts'
import { defined } from '../options/defined.ts'
import { type IdentityOptions, unwrappingServices } from '../options/identity-options.ts'
import { inputBytes } from './input-bytes.ts'
import type { RuntimeOptions } from '../options/runtime-options.ts'

/** What decrypting takes, whatever becomes of the values. */
export interface OpenOptions extends IdentityOptions, RuntimeOptions {
  /** The format of the input. */
  readonly format: FileFormat
  /**
   * Dangerous: give the values although the MAC is missing or wrong, that is although somebody may have
   * changed, moved or removed some (M8). The result then says `macVerified: false`. Default: false.
   */
  readonly ignoreMac?: boolean | undefined
}

/** Decrypts the documents of a file and verifies its MAC. */
export async function decryptDocuments(
  input: string | Uint8Array,
  options: OpenOptions,
): Promise<DecryptedTree> {
  const { ignoreMac, signal, decryptionOrder } = options
  // Before the file is looked at (Z3); core asks again, but only after parsing.
  requireDistinctKinds(decryptionOrder ?? [])
  const bytes = inputBytes(input)
  const store = await loadStore(options.format, { form: 'encrypted' })
  const encrypted = store.load(bytes)
  return decryptTree(encrypted, {
    ...defined({ ignoreMac, signal, decryptionOrder }),
    layout: store.layout,
    services: await unwrappingServices(options),
    aead: await loadAead(),
  })
}
