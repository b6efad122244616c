import type { RuleTexts, Store, TreeBranches } from '@sopskit/core'
import {
  encryptTree,
  isSopsError,
  loadAead,
  requireReadable,
  selectRule,
  SopsError,
} from '@sopskit/core'
import type { FileFormat } from '../formats/file-format.ts'
import { loadStore } from '../formats/load-store.ts'
import { defined } from '../options/defined.ts'
import type { RecipientOptions } from '../options/recipient-options.ts'
import { masterKeyGroups, wrappingServices } from '../options/recipient-options.ts'
import { type EncryptRuntimeOptions, runtimeRandom } from '../options/runtime-options.ts'
import { output, type Output, type OutputFacts } from './output.ts'

/** What encrypting takes. */
export interface EncryptOptions extends RecipientOptions, RuleTexts, EncryptRuntimeOptions {
  /** The format of the input, and of the output unless `outputFormat` says otherwise. */
  readonly format: FileFormat
  readonly outputFormat?: FileFormat | undefined
  /** Spaces per level. Default: what sops writes, 4 in YAML and a tab (-1) in JSON (J8). */
  readonly indent?: number | undefined
  /** Leave plain values out of the MAC, so that they can be edited by hand (M5). Default: false. */
  readonly macOnlyEncrypted?: boolean | undefined
}

/** An encrypted file. */
export interface EncryptResult extends Output, OutputFacts {}

/** Encrypts what `load` gives; it is asked once the options are known to be sound. */
export async function encryptDocuments(
  load: () => TreeBranches | Promise<TreeBranches>,
  options: EncryptOptions,
): Promise<EncryptResult> {
  const rule = selectRule(options)
  const keyGroups = masterKeyGroups(options)
  const documents = await load()
  const format = options.outputFormat ?? options.format
  requireRoom(format, documents)
  const store = await loadStore(format, options)
  const { shamirThreshold, macOnlyEncrypted, signal } = options
  const written = await encryptTree(documents, {
    rule,
    ...defined({ shamirThreshold, macOnlyEncrypted, signal }),
    keyGroups,
    layout: store.layout,
    services: await wrappingServices(options),
    aead: await loadAead(),
    random: options.random ?? runtimeRandom,
    now: options.now ?? new Date(),
  })
  const { branches, metadata, warnings } = written
  const bytes = store.emit(branches)
  // A file that nobody could decrypt must not replace the plain one.
  const reread = { written, reread: loadAgain(store, bytes), layout: store.layout }
  return output(bytes, { metadata, warnings: [...warnings, ...(await requireReadable(reread))] })
}

function loadAgain(store: Store, bytes: Uint8Array): TreeBranches {
  try {
    return store.load(bytes)
  } catch (error) {
    if (!isSopsError(error)) throw error
    throw new SopsError(
      'EMIT_FAILED',
      `As ${store.name} this document could not be read again (${error.code}), so it was not written. Keep its format, or change what is named.`,
      error.path === undefined ? {} : { path: error.path },
    )
  }
}

// sops writes the first document with a MAC over all of them, which nothing can decrypt later (X11).
function requireRoom(format: FileFormat, documents: TreeBranches): void {
  if (documents.length <= 1 || format === 'yaml') return
  throw new SopsError(
    'EMIT_FAILED',
    `The file has ${documents.length} documents, and ${format} holds one. Keep the format, or encrypt them one by one.`,
  )
}
