import type { SopsError } from '../errors/sops-error.ts'
import { branch } from '../tree/create.ts'
import { isBranch, isSequence } from '../tree/guards.ts'
import type { TreeBranch, TreeEntry, TreeValue } from '../tree/tree.ts'
import { metadataInvalid } from './metadata-invalid.ts'
import { weakBoolean, weakInteger, weakText } from './weak-values.ts'
import { entriesOf, valuesOf } from './without-comments.ts'

/**
 * Reads the fields of one map of the metadata as leniently as sops does (D15), and knows which were asked
 * for: the others are unknown to this release. A field that is null counts as absent.
 */
export class FieldReader {
  readonly #entries: readonly TreeEntry[]
  readonly #path: string
  readonly #asked: Set<string> = new Set()

  /** `path` stands before field names in messages: empty, or like `kms[0].`. */
  constructor(map: TreeBranch, path: string) {
    this.#entries = entriesOf(map)
    this.#path = path
  }

  /** A field as text; empty when it is absent. */
  text(name: string): string {
    return this.#required(name, weakText(this.#value(name)), 'is not text')
  }

  /** A field as a whole number; 0 when it is absent. */
  integer(name: string): number {
    return this.#required(name, weakInteger(this.#value(name)), 'is not a whole number')
  }

  /** A field as a truth value; false when it is absent. */
  boolean(name: string): boolean {
    return this.#required(name, weakBoolean(this.#value(name)), 'is neither true nor false')
  }

  /** A field as a map of texts; empty when it is absent. */
  texts(name: string): Readonly<Record<string, string>> {
    const value = this.#value(name)
    if (isEmpty(value)) return {}
    if (!isBranch(value)) throw this.invalid(name, 'is not a map')
    const read = ({ key, value: text }: TreeEntry): readonly [string, string] => [
      key,
      this.#required(name, weakText(text), 'holds something that is not text'),
    ]
    return Object.fromEntries(entriesOf(value).map(read))
  }

  /** A field as a list of maps; a map alone is a list of one, an absent one is empty. */
  list(name: string): readonly FieldReader[] {
    const value = this.#value(name)
    if (isEmpty(value)) return []
    const items = isSequence(value) ? valuesOf(value) : [value]
    return items.map((item, index) => this.#item(item, `${name}[${index}]`))
  }

  /** The fields that were not asked for. */
  unknown(): readonly TreeEntry[] {
    return this.#entries.filter(({ key }) => !this.#asked.has(key.toLowerCase()))
  }

  /** The error for one of the fields. */
  invalid(name: string, problem: string): SopsError {
    return metadataInvalid(`${this.#path}${name}`, problem)
  }

  #item(item: TreeValue, name: string): FieldReader {
    const map = item ?? branch([])
    if (!isBranch(map)) throw this.invalid(name, 'is not a map')
    return new FieldReader(map, `${this.#path}${name}.`)
  }

  // Names match in any case, the exact one first; of several the last counts.
  #value(name: string): TreeValue {
    this.#asked.add(name)
    const exact = this.#entries.findLast(({ key }) => key === name)
    const found = exact ?? this.#entries.findLast(({ key }) => key.toLowerCase() === name)
    return found?.value ?? null
  }

  #required<T>(name: string, value: T | undefined, problem: string): T {
    if (value === undefined) throw this.invalid(name, problem)
    return value
  }
}

function isEmpty(value: TreeValue): boolean {
  if (value === null) return true
  if (isBranch(value)) return entriesOf(value).length === 0
  return isSequence(value) && valuesOf(value).length === 0
}
