import type { Aead, KeyService, RandomBytes, Store } from '@sopskit/core'
import { loadAead, requireDistinctKinds } from '@sopskit/core'
import type { FileFormat } from '../../formats/file-format.ts'
import { loadStore } from '../../formats/load-store.ts'
import { defined } from '../../options/defined.ts'
import { changingServices } from '../../options/changing-services.ts'
import { keepsLayout, type LayoutOptions } from '../../options/layout-options.ts'
import type { EncryptRuntimeOptions } from '../../options/runtime-options.ts'
import { runtimeRandom } from '../../options/runtime-options.ts'
import type { OpenOptions } from '../decrypt-documents.ts'
import type { ChangedFile } from '../emit-changed.ts'
import { inputBytes } from '../input-bytes.ts'

/** What changing the keys of an encrypted file takes. */
export interface RekeyOptions
  extends Omit<OpenOptions, 'ignoreMac'>, LayoutOptions, EncryptRuntimeOptions {
  /** Spaces per level. Default: what sops writes, 4 in YAML and a tab (-1) in JSON (J8). */
  readonly indent?: number | undefined
}

/** What changing an encrypted file takes. */
export interface ChangeOptions extends OpenOptions, RekeyOptions {
  /** The format of the output. Default: that of the input. */
  readonly outputFormat?: FileFormat | undefined
}

/** An encrypted file that was read, and what core needs to change it. */
export interface Changing extends ChangedFile {
  readonly options: {
    readonly layout: Store['layout']
    readonly outputLayout: Store['layout']
    readonly services: readonly KeyService[]
    readonly aead: Aead
    readonly random: RandomBytes
    readonly now: Date
    readonly ignoreMac?: boolean
    readonly decryptionOrder?: readonly string[]
    readonly signal?: AbortSignal
  }
}

/** Reads an encrypted file that is to be changed. */
export async function readForChange(
  input: string | Uint8Array,
  given: ChangeOptions,
): Promise<Changing> {
  const { format, outputFormat = format, indent } = given
  const { ignoreMac, decryptionOrder, signal } = given
  requireDistinctKinds(decryptionOrder ?? [])
  const preserves = keepsLayout(given)
  // A copy, before anything is waited for.
  const bytes = inputBytes(input)
  const source = await loadStore(format, { form: 'encrypted' })
  const encrypted = source.load(bytes)
  const store = await loadStore(outputFormat, { form: 'encrypted', indent })
  const options = {
    ...defined({ ignoreMac, decryptionOrder, signal }),
    layout: source.layout,
    outputLayout: store.layout,
    services: await changingServices(given),
    aead: await loadAead(),
    random: given.random ?? runtimeRandom,
    now: given.now ?? new Date(),
  }
  const isYaml = format === 'yaml' && outputFormat === 'yaml'
  return { input: bytes, encrypted, store, isYaml, preserves, indent, options }
}

/** Reads an encrypted file whose keys are to be changed; it keeps its format. */
export async function readForRekey(
  input: string | Uint8Array,
  given: RekeyOptions,
): Promise<Changing> {
  return readForChange(input, { ...given, outputFormat: given.format })
}
