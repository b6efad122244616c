import type { TreeBranch, TreeBranches, TreeScalar, TreeValue } from '@sopskit/core'
import { branch, entry, isBranch, isComment, isSequence, sequence, SopsError } from '@sopskit/core'

/** What goes to Vault for a file. */
export interface VaultData {
  readonly data: TreeBranch
  /** False where sops too writes a secret again that is there already (CLI-113). */
  readonly comparable: boolean
  /** A map stands in a list, which sops writes as a list of its keys and values. */
  readonly hasPairs: boolean
}

/**
 * The documents of a file as Vault holds them for sops: all in one map, without comments. An empty list is
 * null, and a map anywhere in a list is a list of `Key` and `Value`.
 *
 * @throws {@link SopsError} `PUBLISH_FAILED` for what would be lost: a key that stands twice, and text that
 * is not UTF-8.
 */
export function vaultData(documents: TreeBranches): VaultData {
  const conversion = { comparable: true, hasPairs: false }
  const items = documents.flatMap((document) => document.items)
  const data = mapFor(branch(items), { path: [], inList: false }, conversion)
  return { data, ...conversion }
}

interface Conversion {
  comparable: boolean
  hasPairs: boolean
}

/** Where a value stands. */
interface Place {
  readonly path: readonly string[]
  readonly inList: boolean
}

function mapFor({ items }: TreeBranch, place: Place, conversion: Conversion): TreeBranch {
  const entries = items.filter((item) => item.kind === 'entry')
  const keys = new Set<string>()
  return branch(
    entries.map(({ key, value }) => {
      const path = [...place.path, key]
      if (keys.has(key)) throw refusal('key stands twice, in one map or in two documents', path)
      keys.add(key)
      return entry(key, valueFor(value, { ...place, path }, conversion))
    }),
  )
}

function valueFor(value: TreeValue, place: Place, conversion: Conversion): TreeValue {
  if (isBranch(value)) {
    const map = mapFor(value, place, conversion)
    return place.inList ? pairsOf(map, conversion) : map
  }
  if (!isSequence(value)) return scalarFor(value, place, conversion)
  const items = value.items.filter((item): item is TreeValue => !isComment(item))
  conversion.comparable &&= items.length > 0
  if (items.length === 0) return null
  return sequence(items.map((item) => valueFor(item, { ...place, inList: true }, conversion)))
}

function pairsOf({ items }: TreeBranch, conversion: Conversion): TreeValue {
  conversion.comparable = false
  conversion.hasPairs = true
  const pairs = items.filter((item) => item.kind === 'entry')
  return sequence(pairs.map(({ key, value }) => branch([entry('Key', key), entry('Value', value)])))
}

function scalarFor(value: TreeScalar, { path }: Place, conversion: Conversion): TreeScalar {
  if (value instanceof Uint8Array) throw refusal('text is not UTF-8', path)
  conversion.comparable &&=
    value === null || typeof value === 'string' || typeof value === 'boolean'
  return value
}

function refusal(what: string, path: readonly string[]): SopsError {
  const message = `Vault holds JSON, in which a part of this file would be lost: this ${what}. Change the file, or publish it to a bucket.`
  return new SopsError('PUBLISH_FAILED', message, { path })
}
