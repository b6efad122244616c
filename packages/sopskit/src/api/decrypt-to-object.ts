import { branch } from '@sopskit/core'
import type { PlainObject, PlainOptions } from '../values/plain-value.ts'
import { toPlainObject } from '../values/to-plain.ts'
import { decryptDocuments, type OpenOptions } from './decrypt-documents.ts'
import type { OutputFacts } from './output.ts'
import { requireKnownOptions } from '../options/known-options.ts'

/** What {@link decryptToObject} takes. */
export interface DecryptToObjectOptions extends OpenOptions, PlainOptions {}

/** A decrypted file as JavaScript values. */
export interface DecryptedObject extends OutputFacts {
  /** The first document. */
  readonly value: PlainObject
  /** All documents; only YAML has more than one. */
  readonly documents: readonly PlainObject[]
  /** False only under `ignoreMac`: then nothing vouches for the values. */
  readonly macVerified: boolean
}

/**
 * Decrypts the content of a file to JavaScript objects. Ints beyond 53 bits become a `bigint`, timestamps
 * RFC 3339 text, unless the options say otherwise; comments are dropped. The objects have no prototype.
 *
 * @throws {@link SopsError} `DUPLICATE_KEY` when a key stands twice in one map, and every code of
 * `decrypt` but those of its path and output.
 * @example
 * ```ts
 * import { decryptToObject } from 'sopskit'
 * async function port(encrypted: string, identity: string) {
 *   const { value } = await decryptToObject(encrypted, { format: 'json', identities: [identity] })
 *   return value['port']
 * }
 * ```
 */
export async function decryptToObject(
  input: string | Uint8Array,
  options: DecryptToObjectOptions,
): Promise<DecryptedObject> {
  requireKnownOptions(options)
  const { branches, metadata, macVerified, warnings } = await decryptDocuments(input, options)
  const documents = branches.map((document) => toPlainObject(document, options))
  const [value = toPlainObject(branch([]))] = documents
  return { value, documents, metadata, macVerified, warnings }
}
