import { refusal } from './refusal.ts'

/** One change of a text: what stands from `start` to `end` becomes `text`. */
export interface TextEdit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** A way to write a value: its spelling as one piece, and what it changes in the text. */
export interface Rewriting {
  readonly spelling: string
  readonly edits: readonly TextEdit[]
}

/** A stretch of a text. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The stretches that begin in a part of the text; all have to be in order. */
export function spansBetween(spans: readonly Span[], from: number, to: number): readonly Span[] {
  return spans.slice(firstFrom(spans, from), firstFrom(spans, to))
}

/** In order of the text. */
export function inOrder(spans: readonly Span[]): readonly Span[] {
  return spans.toSorted((left, right) => left.start - right.start)
}

function firstFrom(spans: readonly Span[], offset: number): number {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.start ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Makes all changes at once; those at one place keep their order, but what is put in comes before what goes.
 *
 * @throws {@link SopsError} `EMIT_FAILED` when they overlap.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const pieces: string[] = []
  let offset = 0
  const sorted = edits.toSorted((left, right) => left.start - right.start || left.end - right.end)
  for (const edit of sorted) {
    if (edit.start < offset)
      throw refusal('Two changes would be made at one place. Use the layout sops.', [])
    pieces.push(text.slice(offset, edit.start), edit.text)
    offset = edit.end
  }
  return pieces.join('') + text.slice(offset)
}
