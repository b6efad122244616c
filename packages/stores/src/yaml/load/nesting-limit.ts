import { SyntaxFault } from './source/syntax-fault.ts'

const deepest = 1000

/** Refuses nesting that would exhaust the stack of whoever walks the tree. */
export function refuseDepth(depth: number, offset: number): void {
  if (depth > deepest) throw new SyntaxFault(offset, 'Nesting is too deep.', 'LIMIT_EXCEEDED')
}
