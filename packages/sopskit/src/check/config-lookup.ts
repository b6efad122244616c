import { dirname, join } from 'node:path'
import { isSopsError } from '@sopskit/core'
import { creationRuleFor, keyGroupsOf } from '../config/creation-rule-for.ts'
import { type LoadedConfig, readConfig } from '../config/load-config.ts'
import { nodeFileSystem } from '../files/file-system.ts'
import { conflictPosition } from './conflict-position.ts'
import type { CheckSource } from './source/check-source.ts'
import type { Governing } from './subject.ts'

/** What finds out which configuration governs a file. */
export interface ConfigLookup {
  /** What governs a file. */
  governing(path: string): Promise<Governing>
  /** A configuration by its own path; `undefined` where there is none that can be read. */
  at(path: string): Promise<LoadedConfig | undefined>
}

/** What {@link createConfigLookup} takes. */
export interface ConfigLookupOptions {
  readonly source: CheckSource
  /** For all files, whatever lies beside them. */
  readonly config: LoadedConfig | undefined
  /** Told once of every configuration, or rule of one, that cannot be used. */
  readonly onFailure: (path: string, error: unknown) => void
}

const ungoverned: Governing = { config: undefined, rule: undefined, keyGroups: [] }

/**
 * Finds configurations from files upward: the nearest `.sops.yaml` counts. sops starts where it is run (CFG-002,
 * FLX-061); what a folder of a cluster holds was encrypted there.
 */
export function createConfigLookup({
  source,
  config: given,
  onFailure,
}: ConfigLookupOptions): ConfigLookup {
  const loaded = new Map<string, Promise<LoadedConfig | undefined>>()
  const nearest = new Map<string, Promise<LoadedConfig | undefined>>()
  const told = new Set<string>()

  const fail = (path: string, error: unknown): void => {
    const text = `${path}\n${isSopsError(error) ? error.message : ''}`
    if (!told.has(text)) onFailure(path, error)
    told.add(text)
  }
  const at = (path: string): Promise<LoadedConfig | undefined> =>
    remember(loaded, path, () => load(path, { source, fail }))
  const above = (folder: string): Promise<LoadedConfig | undefined> =>
    remember(nearest, folder, async () => {
      const path = join(folder, '.sops.yaml')
      if ((await source.kindOf(path)) !== undefined) return at(path)
      const parent = dirname(folder)
      return folder === source.configRoot || parent === folder ? undefined : above(parent)
    })
  return {
    at,
    governing: async (path) => {
      const config = given ?? (await above(dirname(path)))
      return config === undefined ? ungoverned : governedBy(config, path, fail)
    },
  }
}

interface Loading {
  readonly source: CheckSource
  readonly fail: (path: string, error: unknown) => void
}

/** One in which a conflict was left says nothing, and has a finding of its own. */
async function load(path: string, { source, fail }: Loading): Promise<LoadedConfig | undefined> {
  if ((await source.kindOf(path)) === undefined) return undefined
  const readFile = (file: string): Promise<Uint8Array> => source.read(file)
  try {
    if (conflictPosition(await readFile(path)) !== undefined) return undefined
    const file = { path, directory: dirname(path) }
    return await readConfig(file, { fileSystem: { ...nodeFileSystem, readFile }, lenient: false })
  } catch (error) {
    fail(path, error)
    return undefined
  }
}

async function governedBy(
  config: LoadedConfig,
  path: string,
  fail: Loading['fail'],
): Promise<Governing> {
  try {
    const rule = await creationRuleFor(config, path)
    const keyGroups = await keyGroupsOf(rule, { config })
    return { config, rule, keyGroups: keyGroups.some(({ length }) => length > 0) ? keyGroups : [] }
  } catch (error) {
    if (!isSopsError(error, 'NO_MATCHING_RULE')) fail(config.path, error)
    return { config, rule: undefined, keyGroups: [] }
  }
}

function remember<Key, Value>(known: Map<Key, Value>, key: Key, find: () => Value): Value {
  const value = known.get(key) ?? find()
  known.set(key, value)
  return value
}
