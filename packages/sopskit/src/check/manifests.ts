import {
  branch,
  isBranch,
  isSequence,
  type TreeBranch,
  type TreeBranches,
  type TreeValue,
} from '@sopskit/core'

/** A Kubernetes manifest in a file, also one in a list of manifests. */
export interface Manifest {
  readonly apiVersion: string
  readonly kind: string
  readonly tree: TreeBranch
  /** The document it is in, counted from 0. */
  readonly document: number
  /** The map keys that lead to it: none, or that of the list. */
  readonly path: readonly string[]
}

/** The manifests of documents: maps with `apiVersion` and `kind`, and the items of those of a kind of list. */
export function manifestsOf(documents: TreeBranches): readonly Manifest[] {
  return documents.flatMap((tree, document) => manifestsIn(tree, { document, path: [] }))
}

type Place = Pick<Manifest, 'document' | 'path'>

function manifestsIn(tree: TreeBranch, place: Place): readonly Manifest[] {
  const [apiVersion, kind] = [valueOf(tree, 'apiVersion'), valueOf(tree, 'kind')]
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return []
  const items = kind.endsWith('List') ? valueOf(tree, 'items') : undefined
  if (items === undefined || !isSequence(items)) return [{ apiVersion, kind, tree, ...place }]
  const below = { ...place, path: [...place.path, 'items'] }
  return items.items.flatMap((item) =>
    isBranch(item) ? manifestsIn(withKind(item, { apiVersion, kind }), below) : [],
  )
}

/** The items of a `SecretList` need not say what they are. */
function withKind(
  item: TreeBranch,
  list: { readonly apiVersion: string; readonly kind: string },
): TreeBranch {
  const kind = list.kind.slice(0, -'List'.length)
  if (kind === '' || valueOf(item, 'kind') !== undefined) return item
  const entries = [
    { kind: 'entry', key: 'apiVersion', value: list.apiVersion } as const,
    { kind: 'entry', key: 'kind', value: kind } as const,
  ]
  return branch([...entries, ...item.items])
}

/** The value of a key, if the map has it. */
export function valueOf({ items }: TreeBranch, name: string): TreeValue | undefined {
  const found = items.find((item) => item.kind === 'entry' && item.key === name)
  return found?.kind === 'entry' ? found.value : undefined
}

/** The texts of a list below a key. */
export function textsOf(tree: TreeBranch, name: string): readonly string[] {
  const value = valueOf(tree, name)
  if (value === undefined || !isSequence(value)) return []
  return value.items.filter((item): item is string => typeof item === 'string')
}

/** The maps of a list below a key. */
export function mapsOf(tree: TreeBranch, name: string): readonly TreeBranch[] {
  const value = valueOf(tree, name)
  if (value === undefined || !isSequence(value)) return []
  return value.items.filter(isBranch)
}
