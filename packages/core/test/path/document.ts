import { branch, comment, entry, sequence } from '../../src/tree/create.ts'
import type { TreeBranches } from '../../src/tree/tree.ts'

/** What the answers of sops in these tests were given for, as JSON where there is no comment. */
export const documents: TreeBranches = [
  branch([
    entry('a', 'x'),
    entry('m', branch([entry('k', 1n), entry('e', branch([])), entry('el', sequence([]))])),
    entry('l', sequence([1n, 2n])),
    entry('n', null),
    entry('d', 1n),
    entry('d', branch([entry('z', 1n)])),
    entry('ll', sequence([sequence([1n]), branch([entry('k', 1n)]), 3n])),
    entry('', 'emptykey'),
    entry('é', 'acc'),
    entry('c', sequence([comment(' x'), 'one', 'two', comment(' end')])),
    entry('mc', branch([comment(' mc'), entry('k', 1n), comment(' tail')])),
  ]),
  branch([entry('second', 1n)]),
]
