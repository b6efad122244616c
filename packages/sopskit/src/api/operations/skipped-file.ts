import { isSopsError } from '@sopskit/core'
import type { FileSystem } from '../../files/file-system.ts'
import { readInput } from '../../files/read-input.ts'
import type { FileFormat } from '../../formats/file-format.ts'

/** Why a file that was found, and not named, is none of those that are looked for. */
export type SkipReason = 'not-encrypted' | 'no-rule'

/** Why to skip a file after it failed; `undefined` when its failure is to be told. */
export function reasonToSkip(error: unknown): SkipReason | undefined {
  if (isSopsError(error, 'METADATA_NOT_FOUND')) return 'not-encrypted'
  return isSopsError(error, 'NO_MATCHING_RULE') ? 'no-rule' : undefined
}

/**
 * False for a file that surely is not encrypted, whatever else it holds. One that looks encrypted and cannot be
 * read is told of, not skipped: it may be the one with a conflict of Git in it.
 */
export async function looksEncrypted(
  path: string,
  { format, fileSystem }: { readonly format: FileFormat; readonly fileSystem: FileSystem },
): Promise<boolean> {
  const bytes = await contentOf(path, fileSystem)
  if (bytes === undefined) return false
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!text.includes('sops') || !text.includes('ENC[AES256_GCM,')) return false
  // An encrypted binary file is JSON (B1), while a page about sops is not.
  return format !== 'binary' || /^\s*\{/.test(text.toString('latin1', 0, 100))
}

async function contentOf(path: string, fileSystem: FileSystem): Promise<Uint8Array | undefined> {
  try {
    return await readInput(path, fileSystem)
  } catch (error) {
    // More than any encrypted file may have.
    if (isSopsError(error, 'LIMIT_EXCEEDED')) return undefined
    throw error
  }
}
