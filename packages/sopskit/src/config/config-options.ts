import { resolve } from 'node:path'
import { SopsError } from '@sopskit/core'
import type { EncryptOptions } from '../api/encrypt-documents.ts'
import { nodeFileSystem } from '../files/file-system.ts'
import { workingDirectory } from '../files/named-directory.ts'
import { creationRuleFor, keyGroupsOf } from './creation-rule-for.ts'
import { searchConfig } from './find-config.ts'
import { indentOf } from './indent-of.ts'
import { type LoadedConfig, readConfig } from './load-config.ts'
import { namesKeys, withRule } from './with-rule.ts'

/** Which configuration an operation on a file follows. */
export interface ConfigOptions {
  /**
   * `search` for the `.sops.yaml` that applies in the working directory, as for sops, or one that
   * `loadConfig` gave. Default: none, and no configuration file is looked for.
   */
  readonly config?: 'search' | LoadedConfig | undefined
}

/**
 * The configuration that is asked for, if there is one.
 *
 * @throws {@link SopsError} `INVALID_OPTION` for the path of one, beside the codes of reading it.
 */
export async function configOf(
  { config }: ConfigOptions,
  lenient: boolean,
): Promise<LoadedConfig | undefined> {
  if (config === undefined) return undefined
  if (config !== 'search') {
    requireLoaded(config)
    return config
  }
  const { file } = await searchConfig(workingDirectory(), nodeFileSystem)
  return file && readConfig(file, { fileSystem: nodeFileSystem, lenient })
}

function requireLoaded(config: unknown): void {
  if (typeof config === 'object' && config !== null) {
    if ('path' in config && 'directory' in config) return
  }
  throw new SopsError(
    'INVALID_OPTION',
    "The option config is 'search', or what loadConfig(path) gives: config: await loadConfig('.sops.yaml').",
  )
}

type Given = EncryptOptions & ConfigOptions

/**
 * The options for a file with what its configuration adds: the first rule that matches, and the
 * indentation of its format.
 */
export async function withConfig(path: string, options: Given): Promise<EncryptOptions> {
  const config = await configOf(options, false)
  if (config === undefined) return options
  const rule = await creationRuleFor(config, resolve(workingDirectory(), path))
  const keyGroups = await keyGroupsOf(rule, { config })
  const { format, outputFormat = format } = options
  return {
    ...withRule(options, rule),
    ...(namesKeys(options) ? {} : { recipients: undefined, keyGroups }),
    indent: options.indent ?? indentOf(config, outputFormat),
  }
}
