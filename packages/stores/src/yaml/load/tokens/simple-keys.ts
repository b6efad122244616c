import { refuseDepth } from '../nesting-limit.ts'
import { countCodePoints } from '../source/source-text.ts'
import { SyntaxFault } from '../source/syntax-fault.ts'
import type { Cursor } from './cursor.ts'

const longestKey = 1024

/** A token that a `:` on the same line makes a key. */
export interface SimpleKey {
  /** Its place among the tokens. */
  readonly index: number
  readonly start: number
  readonly line: number
  readonly column: number
  /** It stands in the column of a map, so it can only be a key. */
  readonly required: boolean
}

/** Follows where keys without `?` may stand, at each level of flow collections. */
export class SimpleKeys {
  /** Whether a key may start here; in block context that goes for lists and maps, too. */
  allowed = true
  private readonly cursor: Cursor
  // One for the block context and one for each open flow collection.
  private readonly candidates: (SimpleKey | undefined)[] = [undefined]

  constructor(cursor: Cursor) {
    this.cursor = cursor
  }

  /** Open flow collections. */
  get flowLevel(): number {
    return this.candidates.length - 1
  }

  get inFlow(): boolean {
    return this.candidates.length > 1
  }

  enterFlow(): void {
    refuseDepth(this.flowLevel, this.cursor.offset)
    this.candidates.push(undefined)
  }

  leaveFlow(): void {
    this.drop()
    this.candidates.pop()
  }

  /** Remembers the token that starts here, where a key may. */
  mark(index: number, indent: number): void {
    if (!this.allowed) return
    this.drop()
    const { offset, line, column } = this.cursor
    const required = !this.inFlow && indent === column
    this.replace({ index, start: offset, line, column, required })
  }

  drop(): void {
    const key = this.candidates.at(-1)
    if (key?.required === true) throw missingColon(key)
    this.replace(undefined)
  }

  /** The key that a `:` here belongs to: on this line, and not too far back. */
  take(): SimpleKey | undefined {
    const key = this.candidates.at(-1)
    if (key === undefined) return undefined
    this.replace(undefined)
    if (key.line === this.cursor.line && !this.isTooLong(key)) return key
    if (key.required) throw missingColon(key)
    return undefined
  }

  private isTooLong(key: SimpleKey): boolean {
    const { text, offset } = this.cursor
    const units = offset - key.start
    if (units <= longestKey) return false
    return units > 2 * longestKey || countCodePoints(text.slice(key.start, offset)) > longestKey
  }

  private replace(key: SimpleKey | undefined): void {
    this.candidates[this.candidates.length - 1] = key
  }
}

function missingColon(key: SimpleKey): SyntaxFault {
  return new SyntaxFault(key.start, "A key stands here without its ':'.")
}
