import { dirname, join, resolve } from 'node:path'
import { nodeFileSystem, type FileSystem } from '../files/file-system.ts'
import { workingDirectory } from '../files/named-directory.ts'

/** A configuration file that was named or found. */
export interface ConfigFile {
  /** By which it is read. */
  readonly path: string
  /** Its directory, as it is cut from the paths of files (CFG-032). */
  readonly directory: string
}

/** What a search found. */
export interface ConfigSearch {
  readonly file: ConfigFile | undefined
  /** The first `.sops.yml` on the way, whose author may believe that it counts (CFG-005). */
  readonly ignored: string | undefined
}

// As many as sops looks into (CFG-003).
const maxDirectories = 100

/**
 * Looks for `.sops.yaml` in a directory and those above it (CFG-001 to CFG-005). The way up is that of
 * the file system, while paths are cut by the name of the directory (CFG-033).
 */
export async function searchConfig(start: string, fileSystem: FileSystem): Promise<ConfigSearch> {
  let ignored: string | undefined
  let directory = await withoutLinks(start, fileSystem)
  for (let level = 0; level < maxDirectories; level++) {
    const path = join(directory, '.sops.yaml')
    if (await exists(path, fileSystem)) {
      const above = Array.from({ length: level }, () => '..')
      return { file: { path, directory: resolve(start, ...above) }, ignored }
    }
    const other = join(directory, '.sops.yml')
    if (ignored === undefined && (await exists(other, fileSystem))) ignored = other
    const parent = dirname(directory)
    if (parent === directory) break
    directory = parent
  }
  return { file: undefined, ignored }
}

async function withoutLinks(path: string, fileSystem: FileSystem): Promise<string> {
  try {
    return await fileSystem.realpath(path)
  } catch {
    return path
  }
}

/** Being there is enough, whatever it is (CFG-004). */
async function exists(path: string, fileSystem: FileSystem): Promise<boolean> {
  try {
    await fileSystem.stat(path)
    return true
  } catch {
    return false
  }
}

/**
 * Finds the configuration that applies in a directory: the `.sops.yaml` there or in the nearest directory
 * above it, or `undefined`. sops looks from where it is started, not from where a file is (CFG-002).
 *
 * @example
 * ```ts
 * import { findConfig, loadConfig } from 'sopskit'
 * const path = await findConfig()
 * const config = path === undefined ? undefined : await loadConfig(path)
 * ```
 */
export async function findConfig(directory: string = ''): Promise<string | undefined> {
  const { file } = await searchConfig(resolve(workingDirectory(), directory), nodeFileSystem)
  return file?.path
}
