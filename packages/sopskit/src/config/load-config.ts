import { dirname, resolve } from 'node:path'
import { type Config, decodeUtf8, parseConfig, type TreeBranches } from '@sopskit/core'
import { fileError } from '../files/file-error.ts'
import { type FileSystem, nodeFileSystem } from '../files/file-system.ts'
import { workingDirectory } from '../files/named-directory.ts'
import { quotePath } from '../files/quote-path.ts'
import { inConfigFile } from './config-error.ts'
import type { ConfigFile } from './find-config.ts'

/** A configuration and where it is from. */
export interface LoadedConfig extends Config {
  /** The file. */
  readonly path: string
  /** What is cut from the beginning of paths before `path_regex` is matched (CFG-032). */
  readonly directory: string
}

/** How {@link readConfig} reads. */
export interface ReadConfigOptions {
  readonly fileSystem: FileSystem
  /** Ignore what sops ignores, for commands that create no file. */
  readonly lenient: boolean
}

/** Reads a configuration file; one without content says nothing (CFG-009). */
export async function readConfig(
  { path, directory }: ConfigFile,
  { fileSystem, lenient }: ReadConfigOptions,
): Promise<LoadedConfig> {
  const bytes = await fileSystem.readFile(path).catch((error: unknown) => {
    throw fileError(
      'CONFIG_UNREADABLE',
      `The configuration ${quotePath(path)} cannot be read`,
      error,
    )
  })
  const config = await inConfigFile(path, () => parse(bytes, lenient))
  return { ...config, path, directory }
}

async function parse(bytes: Uint8Array, lenient: boolean): Promise<Config> {
  if (saysNothing(bytes)) return parseConfig([])
  const { yamlLocator, yamlStore } = await import('@sopskit/stores/yaml')
  const documents: TreeBranches = yamlStore().load(bytes)
  return parseConfig(documents, { locate: yamlLocator(bytes), lenient })
}

function saysNothing(bytes: Uint8Array): boolean {
  const lines = decodeUtf8(bytes)
    ?.replace(/^\ufeff/, '')
    .split('\n')
  return lines?.every((line) => /^[ \r]*(#|$)/.test(line)) === true
}

/**
 * Reads a configuration file, which may have any name. Its directory is what paths are cut by (CFG-032).
 *
 * @throws {@link SopsError} `CONFIG_UNREADABLE`; `CONFIG_INVALID` for a file that is no YAML or says
 * something impossible, and for what sops would ignore, such as an unknown key. Messages name the file,
 * the line and the column.
 *
 * @example
 * ```ts
 * import { encryptFile, loadConfig } from 'sopskit'
 * async function protect(path: string): Promise<void> {
 *   const config = await loadConfig('deploy/.sops.yaml')
 *   await encryptFile(path, { config, inPlace: true })
 * }
 * ```
 */
export async function loadConfig(path: string): Promise<LoadedConfig> {
  const file = { path, directory: dirname(resolve(workingDirectory(), path)) }
  return readConfig(file, { fileSystem: nodeFileSystem, lenient: false })
}
