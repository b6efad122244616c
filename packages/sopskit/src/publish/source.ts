import { posix } from 'node:path'
import type { DestinationRule } from '@sopskit/core'
import { selectDestinationRule } from '@sopskit/core'
import { inConfigFile } from '../config/config-error.ts'
import type { LoadedConfig } from '../config/load-config.ts'
import type { FileSystem } from '../files/file-system.ts'
import { type Destination, destinationFor } from './destination.ts'
import { withoutExtension } from './destination-name.ts'

/** A file to publish. */
export interface Source {
  /** By which it is read. */
  readonly path: string
  /** What `path_regex` is matched against: the path as it was typed or walked to (CLI-110). */
  readonly matched: string
  /** What it is called at its destination, with its extension. */
  readonly name: string
}

/** A file and the rule by which it goes somewhere. */
export interface PlannedSource extends Source {
  readonly rule: DestinationRule
  readonly destination: Destination
}

/** How sources are planned and read. */
export interface PlanOptions {
  readonly config: LoadedConfig
  readonly env: Readonly<Record<string, string | undefined>>
  readonly omitExtensions: boolean
}

/** Finds where a file goes, without reading it. */
export async function planSource(source: Source, options: PlanOptions): Promise<PlannedSource> {
  const { config, env } = options
  return inConfigFile(config.path, async () => {
    const rule = await selectDestinationRule(config, source.matched)
    const omits = options.omitExtensions || rule.omitExtensions
    const name = omits ? withoutExtension(source.name) : source.name
    return { ...source, rule, destination: destinationFor(rule, name, env) }
  })
}

/** What {@link sourcesBelow} walks. */
export interface Walk {
  readonly fileSystem: FileSystem
  /** The folder, by which it is read and as it was typed. */
  readonly folder: Pick<Source, 'path' | 'matched'>
}

/** The files below a folder in the order of sops: by the bytes of their names, folder by folder (CLI-111). */
export async function sourcesBelow(walk: Walk, prefix: string = ''): Promise<readonly Source[]> {
  const { fileSystem, folder } = walk
  const below = posix.join(folder.path, prefix)
  const names = (await fileSystem.readdir(below)).toSorted((one, other) =>
    Buffer.compare(Buffer.from(one), Buffer.from(other)),
  )
  const sources: Source[] = []
  for (const each of names) {
    const name = posix.join(prefix, each)
    const path = posix.join(folder.path, name)
    // A link to a folder is no folder, and reading it fails, as in sops.
    const isFolder = isDirectory(await fileSystem.lstat(path))
    if (isFolder) for (const source of await sourcesBelow(walk, name)) sources.push(source)
    else sources.push({ path, matched: posix.join(folder.matched, name), name })
  }
  return sources
}

/** True for what a status says to be a folder. */
export function isDirectory({ mode }: { readonly mode: number }): boolean {
  return (mode & 0o170000) === 0o040000
}
