import type {
  Timestamp,
  TreeBranch,
  TreeEntry,
  TreeScalar,
  TreeSequence,
  TreeValue,
} from '@sopskit/core'
import { isBranch, isComment, isSequence, SopsError } from '@sopskit/core'
import { maxDepth } from './limits.ts'
import { quoteString } from './quote-string.ts'

/** The JSON text of a value without a final newline; `unit` is the indentation of one level (J7). */
export function emitJson(value: TreeValue, unit: string): string {
  const emitter = new JsonEmitter(unit)
  emitter.value(value)
  return emitter.text()
}

class JsonEmitter {
  readonly #unit: string
  readonly #pieces: string[] = []
  readonly #path: string[] = []
  #depth = 0

  constructor(unit: string) {
    this.#unit = unit
  }

  text(): string {
    return this.#pieces.join('')
  }

  value(value: TreeValue): void {
    if (isBranch(value)) this.#branch(value)
    else if (isSequence(value)) this.#sequence(value)
    else this.#pieces.push(this.#scalar(value))
  }

  #branch({ items }: TreeBranch): void {
    const entries = items.filter((item) => item.kind === 'entry')
    this.#container('{}', entries, (entry) => this.#entry(entry))
  }

  #sequence({ items }: TreeSequence): void {
    const values = items.filter((item): item is TreeValue => !isComment(item))
    this.#container('[]', values, (value) => this.value(value))
  }

  #container<T>(brackets: string, items: readonly T[], write: (item: T) => void): void {
    if (++this.#depth > maxDepth) throw this.#failure('it nests deeper than 1,000 levels')
    this.#pieces.push(brackets.charAt(0))
    const margin = `\n${this.#unit.repeat(this.#depth)}`
    let separator = margin
    for (const item of items) {
      this.#pieces.push(separator)
      write(item)
      separator = `,${margin}`
    }
    this.#depth--
    if (items.length > 0) this.#pieces.push(`\n${this.#unit.repeat(this.#depth)}`)
    this.#pieces.push(brackets.charAt(1))
  }

  #entry({ key, value }: TreeEntry): void {
    this.#path.push(key)
    this.#pieces.push(quoteString(key), ': ')
    this.value(value)
    this.#path.pop()
  }

  #scalar(value: TreeScalar): string {
    if (typeof value === 'string' || value instanceof Uint8Array) return quoteString(value)
    if (typeof value === 'number') return this.#float(value)
    if (typeof value === 'object' && value !== null) return this.#timestamp(value)
    return String(value)
  }

  #float(value: number): string {
    if (!Number.isFinite(value)) throw this.#failure('JSON has no NaN and no infinities')
    return Object.is(value, -0) ? '-0' : String(value)
  }

  // sops writes no time whose zone is a day or more away from UTC, though YAML can hold one.
  #timestamp({ text }: Timestamp): string {
    if (/[+-](?:2[4-9]|[3-9]\d):\d\d$/.test(text)) {
      throw this.#failure('its time zone is not below 24 hours')
    }
    return quoteString(text)
  }

  #failure(reason: string): SopsError {
    const message = `The value cannot be written as JSON: ${reason}. Change it or choose another format.`
    return new SopsError('EMIT_FAILED', message, { path: [...this.#path] })
  }
}
