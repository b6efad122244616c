import {
  isBranch,
  type MetadataLayout,
  SopsError,
  type TreeBranch,
  type TreeBranches,
  type TreeValue,
} from '@sopskit/core'
import { valueOf } from './manifests.ts'

/**
 * Why several documents are not one encrypted file. Every document carries the same metadata, and only those of
 * the first are read (D16, D17): files that were put together lose the others.
 */
export function metadataDifference(
  [first, ...others]: TreeBranches,
  layout: MetadataLayout,
): SopsError | undefined {
  if (layout !== 'nested' || first === undefined) return undefined
  const mac = macOf(first)
  const foreign = others.map(macOf).find((one) => one !== undefined && one !== mac)
  if (foreign === undefined) return undefined
  return new SopsError(
    'METADATA_INVALID',
    'The documents of this file were encrypted separately, and only the first could be decrypted. Keep them in files of their own, or decrypt them and encrypt the whole file.',
  )
}

function macOf(document: TreeBranch): TreeValue | undefined {
  const metadata = valueOf(document, 'sops')
  return metadata !== undefined && isBranch(metadata) ? valueOf(metadata, 'mac') : undefined
}
