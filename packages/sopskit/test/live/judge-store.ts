import { isSopsError } from '@sopskit/core'
import type { SopsErrorCode, Store, TreeBranches } from '@sopskit/core'
import { defectShapes, nameDefect } from './defect-shapes.ts'
import { cannotBeEncrypted, spellOracleTree, spellTree } from './oracle-tree.ts'
import type { OracleAnswer, OracleNode } from './oracle.ts'
import { dataOf } from './tree-data.ts'

/** One document, what the oracle says of it, and the store that is tried. */
export interface Trial {
  readonly input: Uint8Array
  readonly answer: OracleAnswer
  readonly store: Store
  /** Odd spellings of damaged text, such as a tag with brackets in it, may be refused by us alone. */
  readonly isDamaged: boolean
}

/**
 * Compares a store with the store code of sops on one document and names the outcome.
 *
 * @throws Error for a difference that was not decided on.
 */
export function judge(trial: Trial): string {
  const { input, answer, store } = trial
  const loaded = attempt(() => store.load(input))
  if ('code' in loaded) {
    return answer.kind === 'refused'
      ? 'refused by both'
      : explainRefusal(loaded.code, trial, answer.tree)
  }
  if (answer.kind === 'refused') throw new Error('loaded, though sops refuses it')
  if (spellTree(loaded.value) !== spellOracleTree(answer.tree)) throw new Error('the trees differ')
  return judgeOutput(loaded.value, answer.out, store)
}

function judgeOutput(tree: TreeBranches, expected: Uint8Array | null, store: Store): string {
  const emitted = attempt(() => store.emit(tree))
  if ('code' in emitted) {
    if (expected === null) return 'not writable by both'
    throw new Error(`${emitted.code}, though sops writes it`)
  }
  if (expected !== null && Buffer.compare(emitted.value, expected) === 0) return 'agreed'
  if (expected !== null && readsBack(store, expected, tree)) throw new Error('the bytes differ')
  if (!readsBack(store, emitted.value, tree))
    throw new Error('what is written reads back as something else')
  return nameDefect(defectShapes(tree).filter((shape) => shape !== 'V20'))
}

/** Where sops writes what cannot be read or reads as something else, other bytes are right. */
function readsBack(store: Store, written: Uint8Array, tree: TreeBranches): boolean {
  const again = attempt(() => store.load(written))
  return 'value' in again && dataOf(again.value) === dataOf(tree)
}

/** Refusals that were decided on, or that sops makes only when it encrypts. */
function explainRefusal(
  code: SopsErrorCode,
  { input, isDamaged }: Trial,
  tree: readonly OracleNode[],
): string {
  if (code === 'EMPTY_DOCUMENT' && tree.length === 0) return 'no document'
  if (['KEY_NOT_STRING', 'NUMBER_OUT_OF_RANGE'].includes(code) && tree.some(cannotBeEncrypted)) {
    return 'refused by sops when it encrypts'
  }
  if (code === 'DUPLICATE_KEY' && tree.slice(1).some(hasDuplicateKey))
    return 'duplicate key in a later document'
  if (code === 'PARSE_FAILED' && isTruncatedJson(input)) return 'defect Q6'
  if (code === 'PARSE_FAILED' && losesTaggedValue(input, tree))
    return 'defect P6: a value of a later document is lost'
  if (code === 'PARSE_FAILED' && isDamaged) return 'refused by us'
  throw new Error(`${code}, though sops loads it`)
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
