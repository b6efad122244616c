import { decodeUtf8, isSopsError } from '@sopskit/core'
import type { SopsErrorCode, Store, TreeBranches } from '@sopskit/core'
import { defectShapes, nameDefect } from './defect-shapes.ts'
import type { LineFormat } from './line-data.ts'
import { cannotBeEncrypted, spellOracleTree, spellTree } from './oracle-tree.ts'
import { hasOddKey, judgeLines } from './judge-lines.ts'
import type { OracleAnswer, OracleNode } from './oracle.ts'
import { dataOf } from './tree-data.ts'

/** One document, what the oracle says of it, and the store that is tried. */
export interface Trial {
  readonly input: Uint8Array
  readonly answer: OracleAnswer
  readonly store: Store
  /** What writes, when it is not `store`. */
  readonly output?: Store
  /** Asks sops to read what was written. */
  readonly reread: (written: Uint8Array, format: LineFormat) => Promise<OracleAnswer>
  /** Odd spellings of damaged text, such as a tag with brackets in it, may be refused by us alone. */
  readonly isDamaged: boolean
}

/**
 * Compares a store with the store code of sops on one document and names the outcome.
 *
 * @throws Error for a difference that was not decided on.
 */
export async function judge(trial: Trial): Promise<string> {
  const { answer, store, output = store, reread } = trial
  const loaded = attempt(() => store.load(trial.input))
  if ('code' in loaded) {
    return answer.kind === 'refused'
      ? 'refused by both'
      : explainRefusal(loaded.code, trial, answer.tree)
  }
  if (answer.kind === 'refused') throw new Error('loaded, though sops refuses it')
  if (spellTree(loaded.value) !== spellOracleTree(answer.tree)) throw new Error('the trees differ')
  const { name } = output
  if (name !== 'dotenv' && name !== 'ini') return judgeOutput(loaded.value, answer, output)
  const emitted = attempt(() => output.emit(loaded.value))
  return judgeLines({
    answer,
    emitted,
    reread: async (written) => reread(written, name),
    format: name,
  })
}

function judgeOutput(
  tree: TreeBranches,
  { out: expected, tree: nodes }: Extract<OracleAnswer, { readonly kind: 'tree' }>,
  store: Store,
): string {
  const emitted = attempt(() => store.emit(tree))
  if ('code' in emitted) {
    if (expected === null) return 'not writable by both'
    if (!readsBack(store, expected, tree)) return 'not written: sops could not read it again'
    throw new Error(`${emitted.code}, though sops writes it`)
  }
  if (expected !== null && Buffer.compare(emitted.value, expected) === 0) return 'agreed'
  if (expected !== null && readsBack(store, expected, tree)) throw new Error('the bytes differ')
  const defects = defectShapes(tree).filter((shape) => shape !== 'V20')
  if (readsBack(store, emitted.value, tree)) return nameDefect(defects)
  // Both write such keys, and YAML takes them from neither.
  if (defects.length > 0 && nodes.some(hasDuplicateKey)) return 'a repeated key'
  throw new Error('what is written reads back as something else')
}

/** Where sops writes what cannot be read or reads as something else, other bytes are right. */
function readsBack(store: Store, written: Uint8Array, tree: TreeBranches): boolean {
  const again = attempt(() => store.load(written))
  return 'value' in again && dataOf(again.value) === dataOf(tree)
}

/** Refusals that were decided on, or that sops makes only when it encrypts. */
function explainRefusal(code: SopsErrorCode, trial: Trial, tree: readonly OracleNode[]): string {
  if (code === 'EMPTY_DOCUMENT' && tree.length === 0) return 'no document'
  if (['KEY_NOT_STRING', 'NUMBER_OUT_OF_RANGE'].includes(code) && tree.some(cannotBeEncrypted)) {
    return 'refused by sops when it encrypts'
  }
  if (code === 'DUPLICATE_KEY' && tree.slice(1).some(hasDuplicateKey))
    return 'duplicate key in a later document'
  const explained = code === 'PARSE_FAILED' ? explainParsing(trial, tree) : undefined
  if (explained !== undefined) return explained
  if (code === 'PARSE_FAILED' && trial.isDamaged) return 'refused by us'
  throw new Error(`${code}, though sops loads it`)
}

function explainParsing(
  { input, store: { name } }: Trial,
  tree: readonly OracleNode[],
): string | undefined {
  if (name === 'json') return isTruncatedJson(input) ? 'defect Q6' : undefined
  if (name === 'yaml') {
    return losesTaggedValue(input, tree)
      ? 'defect P6: a value of a later document is lost'
      : undefined
  }
  const isOdd = decodeUtf8(input) === undefined && tree.some(hasOddKey)
  return isOdd ? 'a key that is not UTF-8' : undefined
}

function hasDuplicateKey(node: OracleNode): boolean {
  if (!Array.isArray(node)) return false
  const [kind, ...items] = node as readonly OracleNode[]
  if (kind === '#') return false
  if (kind !== 'MAP') return items.some(hasDuplicateKey)
  const entries = (items as readonly (readonly OracleNode[])[]).filter(([key]) => key !== '#')
  const keys = entries.map(([key]) => JSON.stringify(key))
  return (
    new Set(keys).size < keys.length || entries.some(([, value]) => hasDuplicateKey(value ?? null))
  )
}

/** In later documents sops makes null of a value that does not fit its tag; in the first it refuses it (P6). */
function losesTaggedValue(input: Uint8Array, tree: readonly OracleNode[]): boolean {
  const [, ...later] = Buffer.from(input).toString('utf8').split(/^---/m)
  const tagged = later.some((text) => /!!(binary|bool|float|int|null|timestamp)/.test(text))
  return tagged && tree.slice(1).some(holdsNull)
}

function holdsNull(node: OracleNode): boolean {
  return node === null || (Array.isArray(node) && node.some(holdsNull))
}

/** True when a JSON parser gets to the end of the input before it finds anything wrong. */
function isTruncatedJson(input: Uint8Array): boolean {
  const text = Buffer.from(input).toString('utf8')
  try {
    JSON.parse(text)
    return false
  } catch (error) {
    const message = error instanceof Error ? error.message : ''
    const at = /at position (\d+)/.exec(message)?.[1]
    return /Unexpected end/.test(message) || Number(at) >= text.trimEnd().length
  }
}

function attempt<T>(work: () => T): { readonly value: T } | { readonly code: SopsErrorCode } {
  try {
    return { value: work() }
  } catch (error) {
    if (isSopsError(error)) return { code: error.code }
    throw error
  }
}
