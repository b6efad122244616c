import { decodeUtf8, isSopsError } from '@sopskit/core'
import type { Store, TreeBranches } from '@sopskit/core'
import type { FileFormat } from '../../src/formats/file-format.ts'
import { loadStore } from '../../src/formats/load-store.ts'
import { defectShapes, nameDefect } from './defect-shapes.ts'
import type { Exchange, ExchangedDocument, ExchangedFormats } from './exchange.ts'
import { dataOf, holdsTexts } from './tree-data.ts'

/**
 * Names the outcome of an exchange.
 *
 * @throws Error for a difference that no defect of sops explains: one is explained only where sops cannot
 * read its own file or reads other data from it, while we keep the data or refuse to write the file.
 */
export async function judgeExchange(
  { content, formats }: ExchangedDocument,
  exchange: Exchange,
): Promise<string> {
  const { refused, difference, exits, theirs, ours } = exchange
  if (difference === null && refused === 'both') return 'refused by both'
  if (difference === null && ours !== null) return refused === null ? 'agreed' : 'sops crashes'
  if (difference === null) {
    if (exits.ours === notWritable)
      return 'encrypted and decrypted, but not writable as asked by both'
    throw new Error('both sides wrote a file that neither can read')
  }
  const tree = load(await loadStore(formats.plain), Buffer.from(content))
  if (tree === undefined) return 'refused by us: a key is not UTF-8'
  if (refused === 'both' || (await keeps(theirs, tree, formats))) throw new Error(difference)
  if (refused === 'us') return 'refused by us, lost by sops'
  if (exits.ours === notWritable) return 'decrypted but not written by us, lost by sops'
  if (!(await keeps(ours, tree, formats)))
    throw new Error(`${difference}, and we lose data as well`)
  return nameDefect(defectShapes(tree))
}

const notWritable = 4

/** The tree of a document, or `undefined` when not all of it is UTF-8 and it is refused for that. */
function load(store: Store, content: Uint8Array): TreeBranches | undefined {
  try {
    return store.load(content)
  } catch (error) {
    if (!isSopsError(error) || decodeUtf8(content) !== undefined) throw error
    return undefined
  }
}

/** True when a decrypted file still holds the data of the document. */
async function keeps(
  file: Uint8Array | null,
  tree: TreeBranches,
  { encrypted, decrypted }: ExchangedFormats,
): Promise<boolean> {
  if (file === null) return false
  const store = await loadStore(decrypted)
  try {
    const found = store.load(file)
    if ([encrypted, decrypted].some(holdsTextAlone)) return holdsTexts(tree, found)
    return dataOf(found) === dataOf(tree)
  } catch (error) {
    if (isSopsError(error)) return false
    throw error
  }
}

function holdsTextAlone(format: FileFormat): boolean {
  return format === 'dotenv' || format === 'ini'
}
