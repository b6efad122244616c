import { SopsError } from '@sopskit/core'
import { atomicWrite } from '../files/atomic-write.ts'
import { nodeFileSystem } from '../files/file-system.ts'
import { type FileFormat, formatOfPath } from '../formats/file-format.ts'
import type { Output } from './output.ts'

/** Where the result of a file operation goes. Without either it is only given back. */
export interface FileOptions {
  /** The format of the file. Default: by the end of its name (F1). */
  readonly format?: FileFormat | undefined
  /** Write the result to this file, in one step; it may be the input. */
  readonly output?: string | undefined
  /** Write the result back to the file, in one step. */
  readonly inPlace?: boolean | undefined
  readonly signal?: AbortSignal | undefined
}

/** The input where its own file is written: somebody else may have changed it by then. */
export function replacedContent(
  path: string,
  destination: string | undefined,
  input: Uint8Array,
): Uint8Array | undefined {
  return destination === path ? input : undefined
}

/** Where a result was written. */
export interface FileFacts {
  /** The file that was written, or `undefined`. */
  readonly writtenTo: string | undefined
}

/** The options with the format of the file. */
export function withFormat<Options extends FileOptions>(
  path: string,
  options: Options,
): Options & { readonly format: FileFormat } {
  return { ...options, format: options.format ?? formatOfPath(path) }
}

/**
 * The file to write, or `undefined`.
 *
 * @throws {@link SopsError} `CONFLICTING_OPTIONS` for both `output` and `inPlace`.
 */
export function destinationOf(path: string, options: FileOptions): string | undefined {
  if (options.inPlace !== true) return options.output
  if (options.output === undefined) return path
  throw new SopsError('CONFLICTING_OPTIONS', 'Give either an output file or in place, not both.')
}

/** How a result is written. */
export interface DeliveryOptions {
  /** What the file must still hold, so that what others write meanwhile is not lost. */
  readonly replaces: Uint8Array | undefined
  readonly signal?: AbortSignal | undefined
}

/** Writes a result and says where. */
export async function deliver<Result extends Output>(
  result: Result,
  destination: string | undefined,
  { replaces, signal }: DeliveryOptions,
): Promise<Result & FileFacts> {
  if (destination !== undefined) {
    await atomicWrite(destination, result.bytes, { fileSystem: nodeFileSystem, replaces, signal })
  }
  return { ...result, writtenTo: destination }
}
