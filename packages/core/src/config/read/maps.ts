import { entriesOf } from './entries.ts'
import { isPresent, mistake, type Place } from './place.ts'
import type { Fields, Reader } from './reader.ts'
import { text } from './scalars.ts'
import { closest } from './suggest.ts'

/** What the entries of a map were read to; an entry that is missing or null is `undefined`. */
export type Entries<F extends Fields> = {
  readonly [Key in keyof F]: F[Key] extends Reader<infer Value> ? Value | undefined : never
}

/** How a map is read beside its entries. */
export interface MapOptions {
  /** Whether entries of other names may stand beside the known ones, such as one that holds anchors. */
  readonly open?: boolean
  /** Names that are used in place of a known one, and which is meant. */
  readonly meant?: Readonly<Record<string, string>>
}

/** A map of known entries, made into what it means. */
export function map<F extends Fields, Value>(
  fields: F,
  convert: (entries: Entries<F>, place: Place) => Value,
  options: MapOptions = {},
): Reader<Value> {
  return {
    kind: 'map',
    fields: () => fields,
    read(place) {
      const found = entriesOf(place)
      if (!place.reading.lenient)
        for (const entry of found.values()) requireKnown(entry, fields, options)
      const read = Object.entries(fields).map(([name, reader]) => {
        const entry = found.get(name)
        return [name, entry === undefined || entry.value === null ? undefined : reader.read(entry)]
      })
      return convert(Object.fromEntries(read) as Entries<F>, place)
    },
  }
}

/** A map of texts by any name, such as an encryption context. With an empty value sops crashes. */
export const textMap: Reader<Readonly<Record<string, string>>> = {
  kind: 'text map',
  read(place) {
    const entries = [...entriesOf(place)].filter(([, entry]) => isPresent(entry))
    return Object.fromEntries(entries.map(([name, entry]) => [name, text.read(entry)]))
  },
}

function requireKnown(entry: Place, fields: Fields, { open, meant = {} }: MapOptions): void {
  const name = String(entry.path.at(-1))
  const known = Object.keys(fields)
  if (known.includes(name)) return
  const suggestion = (Object.hasOwn(meant, name) ? meant[name] : undefined) ?? closest(name, known)
  if (suggestion !== undefined) throw mistake(entry, `is not known; did you mean ${suggestion}?`)
  if (open === true) return
  const names = known.length === 0 ? 'There are none here.' : `Known here: ${known.join(', ')}.`
  throw mistake(entry, `is not known. ${names}`)
}
