import { configOf, type ConfigOptions } from '../../config/config-options.ts'
import { indentOf } from '../../config/indent-of.ts'
import { nodeFileSystem } from '../../files/file-system.ts'
import { readInput } from '../../files/read-input.ts'
import type { FileFormat } from '../../formats/file-format.ts'
import {
  deliver,
  destinationOf,
  type FileFacts,
  type FileOptions,
  replacedContent,
  withFormat,
} from '../file-options.ts'
import type { Output } from '../output.ts'
import type { Changed } from './change-result.ts'

/** Where the result of changing a file goes. */
export interface ChangeFileOptions extends FileOptions, ConfigOptions {
  /** Write the result back to the file, in one step. Default: true, unless `output` is given. */
  readonly inPlace?: boolean | undefined
}

/** What a file adds to the options for its content. */
export interface ContentFacts {
  readonly format: FileFormat
  readonly indent: number | undefined
}

type Given = ChangeFileOptions & {
  readonly indent?: number | undefined
  readonly outputFormat?: FileFormat | undefined
}

/** Changes a file, in place unless the options say otherwise. */
export async function changeFile<Result extends Output>(
  path: string,
  options: Given,
  change: (input: Uint8Array, facts: ContentFacts) => Promise<Result>,
): Promise<Result & FileFacts> {
  const inPlace = options.inPlace ?? options.output === undefined
  return changeContent(path, { ...options, inPlace }, change)
}

/** Changes the content of a file and gives it back; it is also written where the options say so. */
export async function changeContent<Result extends Output & Partial<Changed>>(
  path: string,
  options: Given,
  change: (input: Uint8Array, facts: ContentFacts) => Promise<Result>,
): Promise<Result & FileFacts> {
  const destination = destinationOf(path, options)
  const input = await readInput(path, nodeFileSystem)
  const config = await configOf(options, true)
  const { format, outputFormat = format } = withFormat(path, options)
  const indent = options.indent ?? indentOf(config, outputFormat)
  const result = await change(input, { format, indent })
  // Without a change the file is left alone, its time included (X22, CLI-104).
  if (result.changed === false && destination === path) return { ...result, writtenTo: undefined }
  const replaces = replacedContent(path, destination, input)
  return deliver(result, destination, { replaces, signal: options.signal })
}
