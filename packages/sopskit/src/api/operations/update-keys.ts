import type { KeyChanges, Metadata, WantedKeys } from '@sopskit/core'
import { compareKeys, detachMetadata, updateKeys as updateTree } from '@sopskit/core'
import type { FileFormat } from '../../formats/file-format.ts'
import { loadStore } from '../../formats/load-store.ts'
import { defined } from '../../options/defined.ts'
import { masterKeyGroups, type RecipientOptions } from '../../options/recipient-options.ts'
import { inputBytes } from '../input-bytes.ts'
import type { Output, OutputFacts } from '../output.ts'
import { type RekeyOptions, readForRekey } from './change-options.ts'
import { asItWas, type Changed, written } from './change-result.ts'
import { requireKnownOptions } from '../../options/known-options.ts'

/** The keys that a file should have; without `shamirThreshold` it keeps its own as far as it can (CLI-104). */
export type WantedKeyOptions = Omit<RecipientOptions, 'services' | 'identities'>

/** What {@link checkKeys} takes. */
export interface CheckKeysOptions extends WantedKeyOptions {
  /** The format of the file. */
  readonly format: FileFormat
}

/** What {@link updateKeys} takes. */
export interface UpdateKeysOptions extends RekeyOptions, WantedKeyOptions {
  /**
   * Where the keys differ, make a new data key as well, as `rotate` does: who lost access can then read
   * nothing that is written from now on with a data key they kept. Default: false.
   */
  readonly rotate?: boolean | undefined
}

/** An encrypted file with the keys it should have. */
export interface UpdateKeysResult extends Output, OutputFacts, Changed {
  /** How the keys of the input differ; for people, `describeKeyChanges` makes text of it. */
  readonly changes: KeyChanges
}

/**
 * Encrypts the data key of a file for other master keys. Values, MAC, `lastmodified` and the data key
 * itself stay (CLI-102): who lost access could still open the file with a data key they kept, until
 * `rotate`. A file that has these keys already is given back as it is, and no identity is needed. Unless
 * `rotate` is asked for, the MAC is not verified, for nothing is vouched for anew.
 *
 * @throws {@link SopsError} `NO_RECIPIENTS`, `CONFLICTING_OPTIONS`, `INVALID_MASTER_KEY`,
 * `EMPTY_KEY_GROUP`, `INVALID_THRESHOLD`; `UNSUPPORTED_KEY_TYPE`, `WRAP_FAILED` for keys that cannot be
 * encrypted for, those of a kind that this release does not know and would lock out included;
 * `METADATA_NOT_FOUND`, `METADATA_INVALID`, `NO_MASTER_KEYS`, `CONFLICTING_RULES`, `DATA_KEY_UNAVAILABLE`,
 * `INVALID_SHARES`, `INVALID_DATA_KEY`, `DUPLICATE_DECRYPTION_ORDER`; the codes of parsing of `decrypt`;
 * `EMIT_FAILED`, `INVALID_INDENT`, `ABORTED`; with `rotate` every code of `rotate`.
 * @example
 * ```ts
 * import { describeKeyChanges, updateKeys } from 'sopskit'
 * async function share(encrypted: string, recipients: string[], identity: string): Promise<string> {
 *   const options = { format: 'yaml', recipients, identities: [identity] } as const
 *   const updated = await updateKeys(encrypted, options)
 *   if (updated.changed) console.error(describeKeyChanges(updated.changes))
 *   return updated.text()
 * }
 * ```
 */
export async function updateKeys(
  input: string | Uint8Array,
  given: UpdateKeysOptions,
): Promise<UpdateKeysResult> {
  requireKnownOptions(given)
  const wanted = wantedKeys(given)
  const changing = await readForRekey(input, given)
  const { encrypted, options } = changing
  const newDataKey = given.rotate === true ? { aead: options.aead } : undefined
  const updated = await updateTree(encrypted, { ...options, ...wanted, newDataKey })
  const { changes } = updated
  if (!updated.changed) return asItWas(input, updated, { changes, changed: false })
  return written(updated, changing, { changes, changed: true })
}

/**
 * Compares the master keys of a file with those it should have, without any identity.
 *
 * @throws {@link SopsError} `NO_RECIPIENTS`, `CONFLICTING_OPTIONS`, `INVALID_MASTER_KEY`;
 * `METADATA_NOT_FOUND`, `METADATA_INVALID`, `NO_MASTER_KEYS`, `CONFLICTING_RULES`; the codes of parsing of
 * `decrypt`.
 * @example
 * ```ts
 * import { checkKeys, describeKeyChanges } from 'sopskit'
 * async function drift(encrypted: string, recipients: string[]): Promise<string | undefined> {
 *   const changes = await checkKeys(encrypted, { format: 'yaml', recipients })
 *   return changes.changed ? describeKeyChanges(changes) : undefined
 * }
 * ```
 */
export async function checkKeys(
  input: string | Uint8Array,
  options: CheckKeysOptions,
): Promise<KeyChanges> {
  requireKnownOptions(options)
  return (await compareInput(input, options)).changes
}

/** Leaves a file as it is, and says how its keys differ. */
export async function leaveKeys(
  input: string | Uint8Array,
  options: CheckKeysOptions,
): Promise<UpdateKeysResult> {
  const { metadata, changes } = await compareInput(input, options)
  return asItWas(input, { metadata, warnings: [] }, { changes, changed: false })
}

async function compareInput(
  input: string | Uint8Array,
  options: CheckKeysOptions,
): Promise<{ readonly metadata: Metadata; readonly changes: KeyChanges }> {
  const wanted = wantedKeys(options)
  const store = await loadStore(options.format, { form: 'encrypted' })
  const { metadata } = detachMetadata(store.load(inputBytes(input)), store.layout)
  return { metadata, changes: compareKeys(metadata, wanted) }
}

function wantedKeys(options: WantedKeyOptions): WantedKeys {
  const { shamirThreshold } = options
  return { keyGroups: masterKeyGroups(options), ...defined({ shamirThreshold }) }
}
