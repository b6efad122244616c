import type { TreeBranch, TreeItem } from '../tree/tree.ts'
import type { MetadataLayout } from './metadata.ts'

/** The key that metadata stands under where it is one map (D16). */
export const metadataKey = 'sops'

/** What the keys of metadata begin with in a flat file (D16). */
export const flatPrefix = 'sops_'

/** True for what SOPS keeps to itself at the top of a document (D21). */
export function isReserved(item: TreeItem, layout: MetadataLayout): boolean {
  if (item.kind !== 'entry') return false
  return layout === 'flat' ? item.key.startsWith(flatPrefix) : item.key === metadataKey
}

/** True when a document has anything that SOPS keeps to itself. */
export function hasReserved(document: TreeBranch, layout: MetadataLayout): boolean {
  return document.items.some((item) => isReserved(item, layout))
}
