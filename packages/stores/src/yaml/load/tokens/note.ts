/**
 * A comment line or a run of them as the scanner found it (C5, C6). `owner` is the offset of the token
 * it belongs to: it is handed out with the first token that starts there or later (C8).
 */
export interface Note {
  readonly kind: 'head' | 'line' | 'foot'
  /** The lines with their `#`, joined by a newline; an empty line stands for blank ones. */
  readonly text: string
  readonly owner: number
  readonly start: number
  readonly startColumn: number
  /** Where looking for this note began and ended; notes whose ranges touch form a chain (C7). */
  readonly scanStart: number
  readonly scanEnd: number
}
