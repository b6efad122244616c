import type { TreeBranch, TreeValue } from '@sopskit/core'
import { isBranch, isComment, isSequence } from '@sopskit/core'
import { entriesOf } from '../tree/entries.ts'

/** Fields of kustomizations, and of what configures generators and transformers, that name files and folders. */
const pathFields: ReadonlySet<string> = new Set([
  'additionalValuesFiles',
  'bases',
  'chartHome',
  'components',
  'configurations',
  'crds',
  'env',
  'envs',
  'files',
  'generators',
  'patchesJson6902',
  'patchesStrategicMerge',
  'path',
  'paths',
  'resources',
  'transformers',
  'validators',
  'valuesFile',
])

/** Their paths are those of fields in resources. */
const fieldPaths: ReadonlySet<string> = new Set(['fieldSpecs', 'fieldPaths', 'options'])

/**
 * Everything in a kustomization that can name a file or folder. Texts of several lines are content, and of
 * `KEY=PATH` only the path counts.
 */
export function namedPaths(node: TreeBranch): readonly string[] {
  return entriesOf(node).flatMap(([key, value]) => {
    if (fieldPaths.has(key)) return []
    return pathFields.has(key) ? pathsIn(value, key) : below(value)
  })
}

function pathsIn(value: TreeValue, key: string): readonly string[] {
  if (typeof value === 'string') return value.includes('\n') ? [] : [pathOf(value, key)]
  if (isSequence(value))
    return value.items.flatMap((item) => (isComment(item) ? [] : pathsIn(item, key)))
  return below(value)
}

function pathOf(text: string, key: string): string {
  return key === 'files' ? text.slice(text.indexOf('=') + 1) : text
}

function below(value: TreeValue): readonly string[] {
  if (isBranch(value)) return namedPaths(value)
  if (isSequence(value)) return value.items.flatMap((item) => (isComment(item) ? [] : below(item)))
  return []
}
