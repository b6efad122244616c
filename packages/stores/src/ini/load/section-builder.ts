import type { IniKey, IniSection } from '../section.ts'

/** Collects the keys of a section. */
export class SectionBuilder {
  readonly #name: string
  readonly #comment: string | undefined
  readonly #keys = new Map<string, IniKey>()
  #numbered = 0

  constructor(name: string, comment?: string) {
    this.#name = name
    this.#comment = comment
  }

  /** A key that is there already keeps its place and gets the new value and comment (I3). */
  add(key: IniKey): void {
    // I11: each key `-` gets a name of its own.
    const name = key.name === '-' ? `#${++this.#numbered}` : key.name
    this.#keys.set(name, { ...key, name })
  }

  build(): IniSection {
    return { name: this.#name, comment: this.#comment, keys: [...this.#keys.values()] }
  }
}
