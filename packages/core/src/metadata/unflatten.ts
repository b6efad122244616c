import { branch, entry, sequence } from '../tree/create.ts'
import type { TreeBranch, TreeEntry, TreeValue } from '../tree/tree.ts'
import { type FlatStep, splitFlatKey } from './flat-steps.ts'
import { metadataInvalid } from './metadata-invalid.ts'

/** A value and the steps that are left on the way to it. */
interface Leaf {
  readonly steps: readonly FlatStep[]
  readonly value: TreeValue
}

const maximumSteps = 100

/**
 * Turns flat keys back into nested metadata, whatever their order (D20).
 *
 * @throws {@link SopsError} `METADATA_INVALID` for a list with a gap, a key given twice, and a place that
 * is used in two ways.
 */
export function unflattenMetadata(entries: readonly TreeEntry[]): TreeBranch {
  return assembleMap(entries.map(toLeaf), '')
}

function toLeaf({ key, value }: TreeEntry): Leaf {
  const steps = splitFlatKey(key)
  if (steps.length <= maximumSteps) return { steps, value }
  throw metadataInvalid(key.slice(0, maximumSteps), 'is nested too deeply')
}

function assemble(leaves: readonly Leaf[], name: string): TreeValue {
  const kinds = new Set(leaves.map((leaf) => leaf.steps[0]?.kind))
  if (kinds.size > 1) throw metadataInvalid(name, 'is used as a value, a list or a map at once')
  const [kind] = kinds
  if (kind === 'map') return assembleMap(leaves, `${name}.`)
  if (kind === 'list') return assembleList(leaves, name)
  const [leaf, ...others] = leaves
  if (leaf !== undefined && others.length === 0) return leaf.value
  throw metadataInvalid(name, 'is given twice')
}

function assembleMap(leaves: readonly Leaf[], prefix: string): TreeBranch {
  const groups = groupBy(leaves, (step) => (step?.kind === 'map' ? step.key : ''))
  return branch([...groups].map(([key, group]) => entry(key, assemble(group, `${prefix}${key}`))))
}

function assembleList(leaves: readonly Leaf[], name: string): TreeValue {
  const groups = groupBy(leaves, (step) => (step?.kind === 'list' ? step.index : 0))
  const items = Array.from({ length: groups.size }, (_, index) => {
    const group = groups.get(index)
    if (group === undefined) throw metadataInvalid(`${name}[${index}]`, 'is missing from its list')
    return assemble(group, `${name}[${index}]`)
  })
  return sequence(items)
}

// Takes the first step off each leaf and puts those together that took the same.
function groupBy<K>(
  leaves: readonly Leaf[],
  keyOf: (step: FlatStep | undefined) => K,
): ReadonlyMap<K, readonly Leaf[]> {
  const groups = new Map<K, Leaf[]>()
  for (const { steps, value } of leaves) {
    const key = keyOf(steps[0])
    const group = groups.get(key) ?? []
    group.push({ steps: steps.slice(1), value })
    groups.set(key, group)
  }
  return groups
}
