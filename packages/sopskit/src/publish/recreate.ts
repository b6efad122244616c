import type { CreationRule, KeyChanges, MasterKey, RandomBytes } from '@sopskit/core'
import {
  compareKeys,
  type EncryptionRule,
  encryptTree,
  isSopsError,
  loadAead,
  SopsError,
} from '@sopskit/core'
import { decryptDocuments, type OpenOptions } from '../api/decrypt-documents.ts'
import { emitReadable } from '../api/emit-readable.ts'
import type { Notice } from '../api/output.ts'
import { loadStore } from '../formats/load-store.ts'
import { changingServices } from '../options/changing-services.ts'
import { defined } from '../options/defined.ts'

/** What encrypting a file anew takes. */
export interface RecreateOptions extends OpenOptions {
  readonly rule: CreationRule
  /** Those of the rule. */
  readonly keyGroups: readonly (readonly MasterKey[])[]
  readonly indent: number | undefined
  readonly random: RandomBytes
  readonly now: Date
}

/** A file that was encrypted anew. */
export interface Recreated {
  readonly bytes: Uint8Array
  readonly changes: KeyChanges
  readonly warnings: readonly Notice[]
}

/**
 * Decrypts a file and encrypts it under a new data key for the keys of a rule (CLI-114). As for sops, of
 * the rule only its keys, threshold and suffixes count; without a suffix every value is encrypted.
 */
export async function recreate(bytes: Uint8Array, options: RecreateOptions): Promise<Recreated> {
  const { rule, keyGroups, format, indent, signal, random, now } = options
  const opened = await decryptDocuments(bytes, { ...options, ignoreMac: false })
  const { shamirThreshold: before } = opened.metadata
  const changes = compareKeys(opened.metadata, { keyGroups, shamirThreshold: before })
  const store = await loadStore(format, { form: 'encrypted', indent })
  const written = await encryptTree(opened.branches, {
    rule: suffixRule(rule),
    keyGroups,
    ...defined({ signal }),
    ...(rule.shamirThreshold !== 0 && { shamirThreshold: rule.shamirThreshold }),
    layout: store.layout,
    services: await changingServices(options),
    aead: await loadAead(),
    random,
    now,
  })
  const emitted = await emitReadable(written, store).catch((error: unknown) => {
    throw explained(error, rule)
  })
  const warnings = [...opened.warnings, ...ignored(rule), ...written.warnings, ...emitted.moved]
  return { bytes: emitted.bytes, changes, warnings }
}

/** sops writes no rule there, so that it takes such values for plain ones when it decrypts (R2). */
function explained(error: unknown, rule: CreationRule): unknown {
  const isDefault = suffixRule(rule).kind === 'none'
  if (!isDefault || !isSopsError(error, 'EMIT_FAILED')) return error
  if (error.path?.some((key) => key.endsWith(defaultSuffix)) !== true) return error
  const message = `With this recreation_rule nobody could decrypt the result, for it has a key that ends in ${defaultSuffix}. Give the rule unencrypted_suffix: ${defaultSuffix}, which leaves such values plain, or another suffix.`
  return new SopsError('PUBLISH_FAILED', message, { path: error.path })
}

const defaultSuffix = '_unencrypted'

function suffixRule({ texts }: CreationRule): EncryptionRule {
  const { unencryptedSuffix = '', encryptedSuffix = '' } = texts
  if (unencryptedSuffix !== '') return { kind: 'unencrypted-suffix', suffix: unencryptedSuffix }
  if (encryptedSuffix !== '') return { kind: 'encrypted-suffix', suffix: encryptedSuffix }
  return { kind: 'none' }
}

function ignored({ texts, macOnlyEncrypted }: CreationRule): readonly Notice[] {
  const { unencryptedRegex, encryptedRegex, unencryptedCommentRegex, encryptedCommentRegex } = texts
  const keys = [unencryptedRegex, encryptedRegex]
  const comments = [unencryptedCommentRegex, encryptedCommentRegex]
  if (!macOnlyEncrypted && ![...keys, ...comments].some(Boolean)) return []
  const message =
    'The recreation_rule has a pattern or mac_only_encrypted, which do not count there, as in sops: every value was encrypted.'
  return [{ code: 'RULE_IGNORED', path: [], message }]
}
