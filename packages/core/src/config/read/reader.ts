import type { Place } from './place.ts'

/** The readers of a map's entries, by key. */
export type Fields = Readonly<Record<string, Reader<unknown>>>

/** Reads one kind of value, and says which: the published schema is tested against that. */
export interface Reader<Value> {
  readonly kind: 'text' | 'integer' | 'boolean' | 'key list' | 'text map' | 'list' | 'map'
  /** Never called for null, which counts as absent. */
  readonly read: (place: Place) => Value
  /** Of a map. */
  readonly fields?: () => Fields
  /** Of a list. */
  readonly item?: () => Reader<unknown>
}
