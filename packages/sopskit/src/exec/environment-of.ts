import { decryptDocuments, type OpenOptions } from '../api/decrypt-documents.ts'
import { noticesOfDropped } from '../api/notices-of-dropped.ts'
import type { OutputFacts } from '../api/output.ts'
import { loadStore } from '../formats/load-store.ts'
import { variablesOf } from './variables-of.ts'
import { requireKnownOptions } from '../options/known-options.ts'

/** A decrypted file as the variables of an environment. */
export interface DecryptedEnvironment extends OutputFacts {
  readonly variables: Readonly<Record<string, string>>
  /** False only under `ignoreMac`: then nothing vouches for the values. */
  readonly macVerified: boolean
}

/**
 * Decrypts the content of a file to the variables of an environment: the keys of its first document, each
 * with its value as text (CLI-082). Floats and times are spelled as in a dotenv file, a null is `<nil>`;
 * a key that stands twice has its last value; the value of a binary file is the variable `data`.
 *
 * @throws {@link SopsError} `INVALID_ENVIRONMENT` for maps and lists, for keys with `=` or NUL, and for
 * values with NUL or that are not UTF-8 text; and every code of `decrypt` but those of its path and output.
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises'
 * import { environmentOf } from 'sopskit'
 * async function connect(path: string): Promise<string | undefined> {
 *   const options = { format: 'dotenv', identities: 'environment' } as const
 *   const { variables } = await environmentOf(await readFile(path), options)
 *   return variables['DATABASE_URL']
 * }
 * ```
 */
export async function environmentOf(
  input: string | Uint8Array,
  options: OpenOptions,
): Promise<DecryptedEnvironment> {
  requireKnownOptions(options)
  const decrypted = await decryptDocuments(input, options)
  const { branches, metadata, macVerified, warnings } = decrypted
  return {
    variables: variablesOf(branches, await loadStore('dotenv')),
    metadata,
    macVerified,
    warnings: [...warnings, ...noticesOfDropped('dotenv', branches)],
  }
}
