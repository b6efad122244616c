import { isBranch, isSequence } from '../tree/guards.ts'
import { entry } from '../tree/create.ts'
import type { TreeBranch, TreeEntry, TreeValue } from '../tree/tree.ts'
import { listStep, mapStep } from './flat-steps.ts'
import { entriesOf, valuesOf } from './without-comments.ts'

/**
 * Turns nested metadata into flat keys in the order of its fields: `kms__list_0__map_arn` (D19). Comments
 * are skipped, and empty lists and maps leave nothing behind.
 */
export function flattenMetadata(block: TreeBranch): readonly TreeEntry[] {
  return childrenOf(block, '', '')
}

function flattenValue(key: string, value: TreeValue): readonly TreeEntry[] {
  if (isBranch(value)) return childrenOf(value, key, mapStep)
  if (!isSequence(value)) return [entry(key, value)]
  return valuesOf(value).flatMap((item, index) => flattenValue(`${key}${listStep}${index}`, item))
}

function childrenOf(map: TreeBranch, key: string, step: string): readonly TreeEntry[] {
  return entriesOf(map).flatMap((field) => flattenValue(`${key}${step}${field.key}`, field.value))
}
