import { isSopsError } from '@sopskit/core'
import type { Store, TreeBranches } from '@sopskit/core'
import { defectShapes, nameDefect } from './defect-shapes.ts'
import type { Exchange } from './exchange.ts'
import { dataOf } from './tree-data.ts'

/**
 * Names the outcome of an exchange.
 *
 * @throws Error for a difference that no defect of sops explains: one is explained only where sops cannot
 * read its own file or reads other data from it, while we keep the data or refuse to write the file.
 */
export function judgeExchange(text: string, exchange: Exchange, store: Store): string {
  const { refused, difference, theirs, ours } = exchange
  if (difference === null && refused === 'both') return 'refused by both'
  if (difference === null && ours !== null) return 'agreed'
  if (difference === null) throw new Error('both sides wrote a file that neither can read')
  const tree = store.load(Buffer.from(text))
  if (refused === 'both' || keeps(theirs, tree, store)) throw new Error(difference)
  if (refused === 'us') return 'refused by us, lost by sops'
  if (!keeps(ours, tree, store)) throw new Error(`${difference}, and we lose data as well`)
  return nameDefect(defectShapes(tree))
}

/** True when a decrypted file still holds the data of the document. */
function keeps(decrypted: Uint8Array | null, tree: TreeBranches, store: Store): boolean {
  if (decrypted === null) return false
  try {
    return dataOf(store.load(decrypted)) === dataOf(tree)
  } catch (error) {
    if (isSopsError(error)) return false
    throw error
  }
}
