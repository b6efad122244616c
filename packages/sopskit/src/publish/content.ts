import type { KeyChanges, MasterKey } from '@sopskit/core'
import { creationRuleKeys } from '@sopskit/core'
import { decryptDocuments } from '../api/decrypt-documents.ts'
import { inConfigFile } from '../config/config-error.ts'
import { indentOf } from '../config/indent-of.ts'
import type { LoadedConfig } from '../config/load-config.ts'
import { type FileFormat, formatOfPath } from '../formats/file-format.ts'
import { runtimeRandom } from '../options/runtime-options.ts'
import type { BucketDestination, VaultDestination } from './destination.ts'
import type { PublishNotice, PublishOptions } from './publish-options.ts'
import { recreate } from './recreate.ts'
import type { PlannedSource } from './source.ts'
import { requireEncrypted } from './require-encrypted.ts'
import { type VaultData, vaultData } from './vault-data.ts'

/** What is sent for a file, and where to: plain data to Vault, an encrypted file to a bucket. */
export type Parcel =
  | { readonly destination: VaultDestination; readonly data: VaultData }
  | { readonly destination: BucketDestination; readonly bytes: Uint8Array }

/** A file that is ready to be sent. */
export interface Content {
  readonly parcel: Parcel
  readonly changes: KeyChanges | undefined
  readonly warnings: readonly PublishNotice[]
}

type ContentOptions = Omit<PublishOptions, 'config'> & { readonly config: LoadedConfig }

/** Makes what is sent. Plain data is given only after the MAC of the file was verified. */
export async function contentOf(
  source: PlannedSource,
  bytes: Uint8Array,
  options: ContentOptions,
): Promise<Content> {
  const format = options.format ?? formatOfPath(source.path)
  const { destination } = source
  if (destination.kind === 'vault') {
    return plainContent(destination, bytes, { ...options, format })
  }
  const { recreationRule: rule } = source.rule
  const keyGroups = await keysFor(source, options)
  if (rule === undefined || keyGroups.length === 0) {
    await requireEncrypted(bytes, format)
    return { parcel: { destination, bytes }, changes: undefined, warnings: [] }
  }
  const { changes, warnings, ...recreated } = await recreate(bytes, {
    ...options,
    format,
    rule,
    keyGroups,
    indent: indentOf(options.config, format),
    random: options.random ?? runtimeRandom,
    now: options.now ?? new Date(),
  })
  return { parcel: { destination, bytes: recreated.bytes }, changes, warnings }
}

/** The keys of the recreation rule by group; no group when there is no key at all (CLI-114). */
async function keysFor(
  { rule: { recreationRule } }: PlannedSource,
  { config }: ContentOptions,
): Promise<readonly (readonly MasterKey[])[]> {
  if (recreationRule === undefined) return []
  const groups = await inConfigFile(config.path, () => creationRuleKeys(recreationRule))
  return groups.some((group) => group.length > 0) ? groups : []
}

type PlainOptions = Omit<ContentOptions, 'format'> & { readonly format: FileFormat }

async function plainContent(
  destination: VaultDestination,
  bytes: Uint8Array,
  options: PlainOptions,
): Promise<Content> {
  const opened = await decryptDocuments(bytes, { ...options, ignoreMac: false })
  const data = vaultData(opened.branches)
  const warnings = [...opened.warnings, ...(data.hasPairs ? [pairs] : [])]
  return { parcel: { destination, data }, changes: undefined, warnings }
}

const pairs: PublishNotice = {
  code: 'WRITTEN_AS_PAIRS',
  path: [],
  message:
    'A list of this file holds a map. As sops does, it is published as a list of objects with Key and Value.',
}
