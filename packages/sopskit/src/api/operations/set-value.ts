import type { TreePath, TreeValue } from '@sopskit/core'
import { parsePath, setAtPath, SopsError } from '@sopskit/core'
import { fromPlainValue } from '../../values/from-plain.ts'
import type { PlainValue } from '../../values/plain-value.ts'
import type { FileFacts } from '../file-options.ts'
import { changeFile, type ChangeFileOptions } from './change-file.ts'
import type { ChangeOptions } from './change-options.ts'
import { editDocuments, type EditResult } from './edit-documents.ts'
import { requireKnownOptions } from '../../options/known-options.ts'

/** A value, as JavaScript holds it or as core does. */
export type NewValue =
  | {
      /** An integral `number` and a `bigint` become an int, every other `number` a float. */
      readonly value: PlainValue
      readonly treeValue?: undefined
    }
  | {
      readonly value?: undefined
      /** For what `parseSetValue` gives, and for timestamps and comments. */
      readonly treeValue: TreeValue
    }

interface SetOptions {
  /** Where: text such as `["db"]["password"]` (X1), or its steps. */
  readonly path: string | TreePath
  /** Leave the file as it is when it holds the value already (X22). Default: false. */
  readonly idempotent?: boolean | undefined
}

/** What {@link setValue} takes. */
export type SetValueOptions = ChangeOptions & SetOptions & NewValue

/** What {@link setValueInFile} takes. */
export type SetValueInFileOptions = Omit<ChangeOptions, 'format'> &
  ChangeFileOptions &
  SetOptions &
  NewValue

/**
 * Sets one value of an encrypted file. Every other value keeps its ciphertext; beside the value only the
 * MAC and `lastmodified` differ. A key that is missing is added, with the maps and lists on the way; what
 * stands in the way is replaced; an index beyond the end appends (X21). Only the first document counts
 * (X22). The rule of the file says whether the value is encrypted (X23).
 *
 * @throws {@link SopsError} `INVALID_PATH`; `PATH_MISMATCH` for a key on a list, a number on a map and a
 * negative index; `UNSUPPORTED_VALUE` and `NUMBER_OUT_OF_RANGE` for a value that SOPS cannot hold;
 * `ALREADY_ENCRYPTED` for a name that SOPS keeps to itself; `INVALID_REGEX` where the file carries such a
 * pattern; `COMMENT_MATCHES_RULE`; and every code of `decrypt` but `PATH_NOT_FOUND`.
 * @example
 * ```ts
 * import { setValue } from 'sopskit'
 * async function setPort(encrypted: string, identity: string): Promise<string> {
 *   const options = { format: 'yaml', path: '["db"]["port"]', value: 5432 } as const
 *   const changed = await setValue(encrypted, { ...options, identities: [identity] })
 *   return changed.text()
 * }
 * ```
 */
export async function setValue(
  input: string | Uint8Array,
  options: SetValueOptions,
): Promise<EditResult> {
  requireKnownOptions(options, usageOf('setValue(input, ', "format: 'yaml', "))
  const path = pathOf(options.path)
  const value = options.treeValue === undefined ? fromPlainValue(options.value) : options.treeValue
  return editDocuments(input, { ...options, edit: (plain) => setAtPath(plain, path, value) })
}

/**
 * Sets one value of an encrypted file, in place unless `output` names another file or `inPlace` is false.
 * Nothing is written when the file changed meanwhile.
 *
 * @throws {@link SopsError} `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `FILE_UNWRITABLE`, `FILE_CHANGED`, and every
 * code of `setValue`.
 * @example
 * ```ts
 * import { setValueInFile } from 'sopskit'
 * async function setPort(path: string): Promise<void> {
 *   await setValueInFile(path, { path: '["db"]["port"]', value: 5432, identities: 'environment' })
 * }
 * ```
 */
export async function setValueInFile(
  file: string,
  options: SetValueInFileOptions,
): Promise<EditResult & FileFacts> {
  requireKnownOptions(options, usageOf('setValueInFile(file, '))
  pathOf(options.path)
  return changeFile(file, options, (input, facts) => setValue(input, { ...options, ...facts }))
}

/**
 * A path that is given as text or by its steps.
 *
 * @throws {@link SopsError} `INVALID_PATH`; `INVALID_OPTION` for what is neither.
 */
export function pathOf(path: string | TreePath): TreePath {
  if (typeof path === 'string') return parsePath(path)
  const steps: unknown = path
  if (Array.isArray(steps)) return path
  throw new SopsError(
    'INVALID_OPTION',
    `The option path is missing: give text such as '["db"]["port"]', or its steps: ['db', 'port'].`,
  )
}

function usageOf(call: string, format = ''): string {
  return `${call}{ ${format}path: '["db"]["port"]', value: 5432, identities: 'environment' })`
}
