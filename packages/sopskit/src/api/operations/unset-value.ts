import type { TreeBranches, TreePath } from '@sopskit/core'
import { isSopsError, unsetAtPath } from '@sopskit/core'
import type { FileFacts } from '../file-options.ts'
import { changeFile, type ChangeFileOptions } from './change-file.ts'
import type { ChangeOptions } from './change-options.ts'
import { editDocuments, type EditResult } from './edit-documents.ts'
import { pathOf } from './set-value.ts'
import { requireKnownOptions } from '../../options/known-options.ts'

interface UnsetOptions {
  /** What to remove: text such as `["db"]["password"]` (X1), or its steps. */
  readonly path: string | TreePath
  /** Leave the file as it is when a key or index is not there (CLI-095). Default: false, it is an error. */
  readonly idempotent?: boolean | undefined
}

/** What {@link unsetValue} takes. */
export interface UnsetValueOptions extends ChangeOptions, UnsetOptions {}

/** What {@link unsetValueInFile} takes. */
export interface UnsetValueInFileOptions
  extends Omit<ChangeOptions, 'format'>, ChangeFileOptions, UnsetOptions {}

/**
 * Removes what is at a path of an encrypted file, from its first document. Comments around it stay, and every
 * other value keeps its ciphertext (X30).
 *
 * @throws {@link SopsError} `INVALID_PATH`; `PATH_NOT_FOUND` for a missing key or index, but not when
 * idempotent; `PATH_MISMATCH` for a step into a scalar, a key on a list and a negative index;
 * `INVALID_REGEX` where the file carries such a pattern; and every code of `decrypt`.
 * @example
 * ```ts
 * import { unsetValue } from 'sopskit'
 * async function dropLegacy(encrypted: string, identity: string): Promise<string> {
 *   const options = { format: 'yaml', path: '["legacy"]', idempotent: true } as const
 *   const changed = await unsetValue(encrypted, { ...options, identities: [identity] })
 *   return changed.text()
 * }
 * ```
 */
export async function unsetValue(
  input: string | Uint8Array,
  options: UnsetValueOptions,
): Promise<EditResult> {
  requireKnownOptions(options, usageOf('unsetValue(input, ', "format: 'yaml', "))
  const path = pathOf(options.path)
  const isIdempotent = options.idempotent === true
  const edit = (plain: TreeBranches): TreeBranches =>
    isIdempotent ? unsetIfThere(plain, path) : unsetAtPath(plain, path)
  return editDocuments(input, { ...options, edit })
}

/**
 * Removes a value from an encrypted file, in place unless `output` names another file or `inPlace` is false.
 * Nothing is written when the file changed meanwhile.
 *
 * @throws {@link SopsError} `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `FILE_UNWRITABLE`, `FILE_CHANGED`, and every
 * code of `unsetValue`.
 * @example
 * ```ts
 * import { unsetValueInFile } from 'sopskit'
 * async function dropLegacy(path: string): Promise<boolean> {
 *   const options = { path: '["legacy"]', idempotent: true, identities: 'environment' } as const
 *   return (await unsetValueInFile(path, options)).changed
 * }
 * ```
 */
export async function unsetValueInFile(
  file: string,
  options: UnsetValueInFileOptions,
): Promise<EditResult & FileFacts> {
  requireKnownOptions(options, usageOf('unsetValueInFile(file, '))
  pathOf(options.path)
  return changeFile(file, options, (input, facts) => unsetValue(input, { ...options, ...facts }))
}

function unsetIfThere(plain: TreeBranches, path: TreePath): TreeBranches {
  try {
    return unsetAtPath(plain, path)
  } catch (error) {
    if (isSopsError(error, 'PATH_NOT_FOUND')) return plain
    throw error
  }
}

function usageOf(call: string, format = ''): string {
  return `${call}{ ${format}path: '["db"]["port"]', identities: 'environment' })`
}
