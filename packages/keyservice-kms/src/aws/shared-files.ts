import { readFile } from 'node:fs/promises'
import type { SharedSettings } from './shared-settings.ts'
import { parseSections } from './shared-settings.ts'

/** Where the shared files of AWS are. */
export interface SharedFilePaths {
  readonly credentials: string
  readonly config: string
}

/** Profiles by name, and the sections of `services`. */
export interface SharedFiles {
  readonly profiles: ReadonlyMap<string, SharedSettings>
  readonly services: ReadonlyMap<string, SharedSettings>
}

/**
 * Reads which profiles there are and what they say. Credentials are left to the SDK; this answers what it
 * answers only for the environment of the process. A file that cannot be read has no profiles.
 */
export async function readSharedFiles(paths: SharedFilePaths): Promise<SharedFiles> {
  const [config, credentials] = await Promise.all([read(paths.config), read(paths.credentials)])
  const profiles = new Map<string, SharedSettings>()
  const services = new Map<string, SharedSettings>()
  for (const [title, settings] of config) {
    const [, kind, name = ''] = /^(profile|services)\s+(.+)$/.exec(title) ?? []
    if (kind === 'services') services.set(name, settings)
    else if (kind === 'profile') profiles.set(name, settings)
    else if (title === 'default' && !profiles.has(title)) profiles.set(title, settings)
  }
  for (const [name, settings] of credentials) {
    profiles.set(name, new Map([...(profiles.get(name) ?? []), ...settings]))
  }
  return { profiles, services }
}

async function read(path: string): Promise<ReadonlyMap<string, SharedSettings>> {
  try {
    return parseSections(await readFile(path, 'utf8'))
  } catch {
    return new Map()
  }
}
