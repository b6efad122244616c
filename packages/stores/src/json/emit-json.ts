import type {
  Timestamp,
  TreeBranch,
  TreeEntry,
  TreeScalar,
  TreeSequence,
  TreeValue,
} from '@sopskit/core'
import { isBranch, isComment, isSequence, SopsError } from '@sopskit/core'
import { TextBuilder } from '../text/text-builder.ts'
import { maxDepth } from './limits.ts'
import { writeString } from './quote-string.ts'

/**
 * The JSON text of a value without a final newline. `unit` is the indentation of one level (J7); without
 * one, everything stands in one line (X4).
 */
export function emitJson(value: TreeValue, unit: string | undefined): string {
  const emitter = new JsonEmitter(unit)
  emitter.value(value)
  return emitter.out.toString()
}

/** The JSON text of a document with its final newline. */
export function emitJsonFile(document: TreeValue, unit: string): Uint8Array {
  const emitter = new JsonEmitter(unit)
  emitter.value(document)
  emitter.out.push('\n')
  return emitter.out.toBytes()
}

class JsonEmitter {
  readonly out: TextBuilder = new TextBuilder()
  readonly #unit: string | undefined
  readonly #path: string[] = []
  #depth = 0

  constructor(unit: string | undefined) {
    this.#unit = unit
  }

  value(value: TreeValue): void {
    if (isBranch(value)) this.#branch(value)
    else if (isSequence(value)) this.#sequence(value)
    else this.#scalar(value)
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
    this.out.push(brackets.charAt(0))
    const margin = this.#margin()
    let separator = margin
    for (const item of items) {
      this.out.push(separator)
      write(item)
      separator = `,${margin}`
    }
    this.#depth--
    if (items.length > 0) this.out.push(this.#margin())
    this.out.push(brackets.charAt(1))
  }

  #margin(): string {
    return this.#unit === undefined ? '' : `\n${this.#unit.repeat(this.#depth)}`
  }

  #entry({ key, value }: TreeEntry): void {
    this.#path.push(key)
    writeString(this.out, key)
    this.out.push(this.#unit === undefined ? ':' : ': ')
    this.value(value)
    this.#path.pop()
  }

  #scalar(value: TreeScalar): void {
    if (typeof value === 'string' || value instanceof Uint8Array) writeString(this.out, value)
    else if (typeof value === 'number') this.out.push(this.#float(value))
    else if (typeof value === 'object' && value !== null) this.#timestamp(value)
    else this.out.push(String(value))
  }

  #float(value: number): string {
    if (!Number.isFinite(value)) throw this.#failure('JSON has no NaN and no infinities')
    return Object.is(value, -0) ? '-0' : String(value)
  }

  // sops writes no time whose zone is a day or more away from UTC, though YAML can hold one.
  #timestamp({ text }: Timestamp): void {
    if (/[+-](?:2[4-9]|[3-9]\d):\d\d$/.test(text)) {
      throw this.#failure('its time zone is not below 24 hours')
    }
    writeString(this.out, text)
  }

  #failure(reason: string): SopsError {
    const message = `The value cannot be written as JSON: ${reason}. Change it or choose another format.`
    return new SopsError('EMIT_FAILED', message, { path: [...this.#path] })
  }
}
