import { masterKeyTypes } from '../keys/master-key-types.ts'
import { entry, sequence } from '../tree/create.ts'
import type { TreeBranch, TreeEntry } from '../tree/tree.ts'
import { masterKeyFields } from './master-key-fields.ts'
import { metadataInvalid } from './metadata-invalid.ts'
import type { KeyGroup, WrappedDataKey } from './metadata.ts'
import { sortedBranch } from './sorted-branch.ts'

/** The fields of all key groups: one group stands directly in the metadata, several in `key_groups` (D6). */
export function keyGroupFields(groups: readonly KeyGroup[]): readonly TreeEntry[] {
  const [only, ...others] = groups
  if (only === undefined) return []
  if (others.length === 0) return groupFields(only, [])
  return [entry('key_groups', sequence(groups.map(serializeGroup)))]
}

function serializeGroup(group: KeyGroup): TreeBranch {
  return sortedBranch(groupFields(group, ['age', 'hc_vault']))
}

// Lists of kinds of key without any key are left out, but for the ones in `always` (D3).
function groupFields(group: KeyGroup, always: readonly string[]): readonly TreeEntry[] {
  const lists = masterKeyTypes.flatMap((type) => {
    const keys = group.keys.filter(({ key }) => key.type === type)
    const isLeftOut = keys.length === 0 && !always.includes(type)
    return isLeftOut ? [] : [entry(type, sequence(keys.map(serializeKey)))]
  })
  return [...lists, ...(group.unknown ?? [])]
}

function serializeKey({ key, enc, createdAt, unknown }: WrappedDataKey): TreeBranch {
  const fields = [entry('enc', enc), ...masterKeyFields(key), ...unknown]
  if (key.type === 'age') return sortedBranch(fields)
  if (createdAt === undefined) throw metadataInvalid(`${key.type}.created_at`, 'is missing')
  return sortedBranch([...fields, entry('created_at', createdAt)])
}
