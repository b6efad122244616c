import { branch } from '../tree/create.ts'
import type { TreeBranch, TreeBranches } from '../tree/tree.ts'
import type { Config } from './config.ts'
import { configFile } from './fields/config-file.ts'
import { entriesOf } from './read/entries.ts'
import { type LocateInConfig, mistake, type Place } from './read/place.ts'

/** How {@link parseConfig} reads. */
export interface ParseConfigOptions {
  /**
   * Finds the places that errors tell, and the spelling of numbers where text belongs. Without it errors
   * have no position, and such a number is one of them.
   */
  readonly locate?: LocateInConfig | undefined
  /**
   * Ignore what sops ignores: unknown keys, empty items of lists and later documents. For commands that
   * create no file and look at the settings of stores alone. Default: false.
   */
  readonly lenient?: boolean | undefined
}

/**
 * Reads a configuration from the tree of its file (CFG-020 to CFG-027). Regular expressions and the
 * texts of keys are looked at when a rule is selected and its keys are asked for, as in sops.
 *
 * @throws {@link SopsError} `CONFIG_INVALID` for a value of the wrong kind, and unless `lenient` for what
 * sops would ignore: an unknown key where keys are known, with the one that may be meant, an empty item
 * of a list, a second document, and a file in which nothing is known.
 *
 * @example
 * ```ts
 * import { branch, entry, parseConfig, sequence } from '@sopskit/core'
 * const rule = branch([entry('path_regex', '\\.prod\\.'), entry('shamir_threshold', 2n)])
 * const config = parseConfig([branch([entry('creation_rules', sequence([rule]))])])
 * config.creationRules?.[0]?.shamirThreshold // 2
 * ```
 */
export function parseConfig(documents: TreeBranches, options: ParseConfigOptions = {}): Config {
  const { locate = () => undefined, lenient = false } = options
  const [document = branch([]), ...others] = documents
  const place = { value: document, path: [], reading: { locate, lenient } }
  if (!lenient) requireOneDocument(place, others)
  const config = configFile.read(place)
  if (!lenient) requireSomethingKnown(place)
  return config
}

function requireOneDocument(place: Place, others: TreeBranches): void {
  if (others.every(isEmpty)) return
  throw mistake(place, 'has to be one document: sops reads the first, and the others do not count.')
}

function isEmpty({ items }: TreeBranch): boolean {
  return items.every((item) => item.kind === 'comment')
}

function requireSomethingKnown(place: Place): void {
  const names = [...entriesOf(place).keys()]
  const known = Object.keys(configFile.fields?.() ?? {})
  if (names.length === 0 || names.some((name) => known.includes(name))) return
  throw mistake(place, `says nothing that counts: it has none of ${known.join(', ')}.`)
}
