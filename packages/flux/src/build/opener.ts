import type { Aead, DecryptedTree, KeyService, Store, TreeBranches } from '@sopskit/core'
import { decryptTree } from '@sopskit/core'

/** What opens encrypted texts in one build. */
export interface Opener {
  readonly services: readonly KeyService[]
  readonly aead: Aead
  readonly decryptionOrder: readonly string[] | undefined
  readonly signal: AbortSignal | undefined
}

/** Decrypts documents; the MAC is verified unless the build has changed what it covers (FLX-041). */
export function openBranches(
  branches: TreeBranches,
  { layout }: Pick<Store, 'layout'>,
  { ignoreMac = false, ...opener }: Opener & { readonly ignoreMac?: boolean },
): Promise<DecryptedTree> {
  const { services, aead, signal, decryptionOrder } = opener
  return decryptTree(branches, {
    layout,
    services,
    aead,
    ignoreMac,
    ...(signal === undefined ? {} : { signal }),
    ...(decryptionOrder === undefined ? {} : { decryptionOrder }),
  })
}
