import type { TreeBranches } from '@sopskit/core'
import { encryptTree, loadAead, SopsError } from '@sopskit/core'
import type { FileFormat } from '../formats/file-format.ts'
import { loadStore } from '../formats/load-store.ts'
import { applicableRule, type RuleOptions } from '../options/applicable-rule.ts'
import { defined } from '../options/defined.ts'
import { keepsLayout, type LayoutOptions } from '../options/layout-options.ts'
import { withAge } from '../options/with-age.ts'
import type { RecipientOptions } from '../options/recipient-options.ts'
import { masterKeyGroups, wrappingServices } from '../options/recipient-options.ts'
import { type EncryptRuntimeOptions, runtimeRandom } from '../options/runtime-options.ts'
import { emitPreserving } from './emit-preserving.ts'
import { emitReadable } from './emit-readable.ts'
import { output, type Output, type OutputFacts } from './output.ts'

/** What encrypting takes. */
export interface EncryptOptions
  extends RecipientOptions, RuleOptions, LayoutOptions, EncryptRuntimeOptions {
  /** The format of the input, and of the output unless `outputFormat` says otherwise. */
  readonly format: FileFormat
  readonly outputFormat?: FileFormat | undefined
  /** Spaces per level. Default: what sops writes, 4 in YAML and a tab (-1) in JSON (J8). */
  readonly indent?: number | undefined
}

/** An encrypted file. */
export interface EncryptResult extends Output, OutputFacts {}

/**
 * Encrypts what `load` gives; it is asked once the options are known to be sound. `textOf` gives what it
 * was loaded from, if anything.
 */
export async function encryptDocuments(
  load: () => TreeBranches | Promise<TreeBranches>,
  options: EncryptOptions,
  textOf?: () => Uint8Array,
): Promise<EncryptResult> {
  const preserves = keepsLayout(options, textOf !== undefined)
  const { rule, macOnlyEncrypted, ignored } = applicableRule(options)
  const keyGroups = masterKeyGroups(options)
  const services = wrappingServices(options)
  const documents = await load()
  const format = options.outputFormat ?? options.format
  requireRoom(format, documents)
  const store = await loadStore(format, { form: 'encrypted', indent: options.indent })
  const { shamirThreshold, signal } = options
  const written = await encryptTree(documents, {
    rule,
    macOnlyEncrypted,
    ...defined({ shamirThreshold, signal }),
    keyGroups,
    layout: store.layout,
    services: await withAge(services),
    aead: await loadAead(),
    random: options.random ?? runtimeRandom,
    now: options.now ?? new Date(),
  })
  const { metadata, warnings } = written
  const said = [...ignored, ...warnings]
  if (preserves && textOf !== undefined) {
    const source = { bytes: textOf(), indent: options.indent }
    const { bytes, notices } = await emitPreserving(written, source, documents)
    return output(bytes, { metadata, warnings: [...said, ...notices] })
  }
  const { bytes, moved } = await emitReadable(written, store)
  return output(bytes, { metadata, warnings: [...said, ...moved] })
}

// sops writes the first document with a MAC over all of them, which nothing can decrypt later (X11).
function requireRoom(format: FileFormat, documents: TreeBranches): void {
  if (documents.length <= 1 || format === 'yaml') return
  throw new SopsError(
    'EMIT_FAILED',
    `The file has ${documents.length} documents, and ${format} holds one. Keep the format, or encrypt them one by one.`,
  )
}
