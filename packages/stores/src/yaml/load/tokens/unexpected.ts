import { SyntaxFault } from '../source/syntax-fault.ts'

/** The fault of a token in a place where none like it is allowed. */
export function unexpected(offset: number): SyntaxFault {
  return new SyntaxFault(offset, 'This cannot stand here.')
}
