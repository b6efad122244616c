import { collectLeaves, decodeUtf8, isSopsError } from '@sopskit/core'
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
  const { difference } = exchange
  if (difference === null) return nameAgreement(exchange)
  const tree = load(await loadStore(formats.plain), Buffer.from(content))
  if (tree === undefined) return 'refused by us: a key is not UTF-8'
  const outcome = await explain(exchange, tree, formats)
  if (outcome === undefined) throw new Error(difference)
  return outcome
}

function nameAgreement({ refused, exits, ours }: Exchange): string {
  if (refused === 'both') return 'refused by both'
  if (ours !== null) return refused === null ? 'agreed' : 'sops crashes'
  if (exits.ours === notWritable)
    return 'encrypted and decrypted, but not writable as asked by both'
  throw new Error('both sides wrote a file that neither can read')
}

/** Why a difference is no defect of ours, if that is so. */
async function explain(
  { refused, exits, theirs, ours }: Exchange,
  tree: TreeBranches,
  formats: ExchangedFormats,
): Promise<string | undefined> {
  if (refused === 'both' || (await keeps(theirs, tree, formats))) return undefined
  if (refused === 'us') return 'refused by us, lost by sops'
  if (exits.ours === notWritable) return 'decrypted but not written by us, lost by sops'
  // Our JSON holds bytes no better than that of sops (J9), and every way to it has suites of its own.
  if (formats.decrypted === 'json' && ours !== null && holdsBytes(tree)) return 'bytes as JSON'
  // Two sections of one name in an INI file are two equal keys in YAML, which both write (X10).
  if (await repeatsKey(ours, formats)) return 'a repeated key'
  return (await keeps(ours, tree, formats)) ? nameDefect(defectShapes(tree)) : undefined
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

function holdsBytes(tree: TreeBranches): boolean {
  return collectLeaves(tree).some(({ value }) => value instanceof Uint8Array)
}

async function repeatsKey(
  file: Uint8Array | null,
  { decrypted }: ExchangedFormats,
): Promise<boolean> {
  if (file === null) return false
  const store = await loadStore(decrypted)
  try {
    store.load(file)
    return false
  } catch (error) {
    return isSopsError(error, 'DUPLICATE_KEY')
  }
}

function holdsTextAlone(format: FileFormat): boolean {
  return format === 'dotenv' || format === 'ini'
}
