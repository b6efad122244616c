import type { Note } from '../load/tokens/note.ts'
import type { Span } from './text-edit.ts'

/** The notes of a text with numbers in place of its comments, and where each of those stands. */
export interface MarkedComments {
  readonly notes: readonly Note[]
  readonly comments: readonly Span[]
}

/**
 * Puts a number in place of every comment, so that the tree tells which comment went where: the rules for
 * that move whole lines and look at no more of them than that they are there (C8 to C17).
 */
export function markComments(notes: readonly Note[], text: string): MarkedComments {
  const comments: Span[] = []
  const mark = (note: Note): Note => {
    let offset = note.start
    const lines = note.text.split('\n').map((line) => {
      if (line === '') return line
      const start = text.indexOf('#', offset)
      offset = start + line.length
      return `#${comments.push({ start, end: offset }) - 1}`
    })
    return { ...note, text: lines.join('\n') }
  }
  return { notes: notes.map(mark), comments }
}
