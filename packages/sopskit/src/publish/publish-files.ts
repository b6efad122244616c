import { nodeFileSystem } from '../files/file-system.ts'
import { withSlashes } from '../files/with-slashes.ts'
import { planPaths } from './plan-paths.ts'
import { destinationConfig } from './publish-file.ts'
import { requireKnownOptions } from '../options/known-options.ts'
import type { Publication, PublishOptions } from './publish-options.ts'
import { publishSource } from './publish-source.ts'

/** What {@link publishFiles} takes. */
export interface PublishFilesOptions extends PublishOptions {
  /** Publish every file below the folders that are named. Default: false, and a folder is refused. */
  readonly recursive?: boolean | undefined
  /** Told of every file when it is done. */
  readonly onProgress?: ((file: Publication) => void) | undefined
}

/**
 * Publishes files, and with `recursive` those below folders, one after the other as `publishFile` does. A file
 * below a folder keeps its path from there. First it is found out where all of them go; then the first
 * failure ends it, and what `onProgress` was told of is published.
 *
 * @throws {@link SopsError} every code of `publishFile`; `INVALID_OPTION` for a folder without `recursive`;
 * `PUBLISH_FAILED` also when two files would go to the same place.
 *
 * @example
 * ```ts
 * import { publishFiles } from 'sopskit'
 * async function deploy(folder: string): Promise<number> {
 *   const options = { config: 'search', identities: 'environment', recursive: true } as const
 *   const files = await publishFiles([folder], options)
 *   return files.filter(({ outcome }) => outcome === 'published').length
 * }
 * ```
 */
export async function publishFiles(
  paths: readonly string[],
  options: PublishFilesOptions,
): Promise<readonly Publication[]> {
  requireKnownOptions(options)
  const config = await destinationConfig(options)
  const { env = process.env, omitExtensions = false, recursive = false, onProgress } = options
  const targets = paths.map((path) => ({ path, matched: withSlashes(path) }))
  const plan = { config, env, omitExtensions, recursive, fileSystem: nodeFileSystem }
  const published: Publication[] = []
  for (const source of await planPaths(targets, plan)) {
    const file = await publishSource(source, { ...options, config })
    published.push(file)
    onProgress?.(file)
  }
  return published
}
