import type { Store, TreeBranches } from '@sopskit/core'
import { emitYaml, emitYamlValue } from './emit/emit-yaml.ts'
import { loadYaml } from './load/load-yaml.ts'
import { requireYamlSize } from './size-limit.ts'

/** Settings of the YAML store. */
export interface YamlStoreOptions {
  /** `stores.yaml.indent`: 0 for the default of 4; below 2 or above 9 counts as 2 (E2). Default: 0. */
  readonly indent?: number
}

/**
 * The YAML format: reads what sops reads, up to 150 MiB, and writes the bytes that sops writes.
 *
 * @example
 * ```ts
 * import { yamlStore } from '@sopskit/stores/yaml'
 * const store = yamlStore()
 * const tree = store.load(new TextEncoder().encode('password: hunter2\n'))
 * store.emit(tree) // the bytes of 'password: hunter2\n'
 * ```
 */
export function yamlStore(options: YamlStoreOptions = {}): Store {
  const indent = options.indent ?? 0
  return {
    name: 'yaml',
    layout: 'nested',
    load(input): TreeBranches {
      requireYamlSize(input)
      return loadYaml(input)
    },
    emit: (branches) => emitYaml(branches, { indent }),
    emitValue: emitYamlValue,
  }
}
