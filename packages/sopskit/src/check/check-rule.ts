import type { CheckTree } from './check-tree.ts'
import type { Finding } from './finding.ts'
import type { Subject } from './subject.ts'

type Found = readonly Finding[] | Promise<readonly Finding[]>

/** One kind of thing to look for. A rule that judges a file sees all of it and nothing else. */
export interface CheckRule {
  readonly name: string
  /** Judges one file. */
  readonly checkFile?: (subject: Subject) => Found
  /** Judges what files say of each other, after all of them. */
  readonly checkTree?: (tree: CheckTree) => Found
}
