import { entriesOf as entriesWithoutComments, valuesOf } from '../../metadata/without-comments.ts'
import { isBranch, isSequence } from '../../tree/guards.ts'
import type { TreeEntry } from '../../tree/tree.ts'
import { below, mistake, type Place } from './place.ts'

const mergeKey = '<<'

/** The entries of a map by key: its own, and those of merged maps (`<<`) under keys it has not (CFG-020). */
export function entriesOf(place: Place): ReadonlyMap<string, Place> {
  const { value } = place
  if (!isBranch(value)) throw mistake(place, 'has to be a map.')
  const entries = entriesWithoutComments(value)
  const own = entries.filter(({ key }) => key !== mergeKey)
  const found = new Map(own.map((entry) => [entry.key, below(place, entry.key, entry.value)]))
  for (const merged of entries.flatMap((entry) => mergedMaps(entry, place))) {
    for (const [key, entry] of entriesOf(merged)) {
      if (!found.has(key)) found.set(key, entry)
    }
  }
  return found
}

/** Of several maps the first that has a key counts. */
function mergedMaps({ key, value }: TreeEntry, place: Place): readonly Place[] {
  if (key !== mergeKey) return []
  const merge = below(place, mergeKey, value)
  if (!isSequence(value)) return [merge]
  return valuesOf(value).map((item, index) => below(merge, index, item))
}
