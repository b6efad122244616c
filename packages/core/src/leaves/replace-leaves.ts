import { SopsError } from '../errors/sops-error.ts'
import { isBranch, isComment, isSequence } from '../tree/guards.ts'
import type {
  Comment,
  TreeBranch,
  TreeBranches,
  TreeEntry,
  TreeScalar,
  TreeSequence,
  TreeValue,
} from '../tree/tree.ts'
import { requireLevel } from './levels.ts'

/**
 * Makes a new tree with other leaves: `replacements` has one for each leaf of `collectLeaves`, in the
 * same order. The item of a list may turn from a comment into a value and back (V20); a comment of a
 * map stays a comment, and the value of an entry stays a value.
 *
 * @throws {@link RangeError} when there are more or fewer replacements than leaves.
 * @throws {@link SopsError} `INVALID_PLAINTEXT` when a replacement does not fit its place;
 * `LIMIT_EXCEEDED` when maps and lists nest deeper than 1,000 levels.
 *
 * @example
 * ```ts
 * import { branch, entry, replaceLeaves } from '@sopskit/core'
 * const document = branch([entry('a', 'x')])
 * replaceLeaves([document], ['y']) // [branch([entry('a', 'y')])]
 * ```
 */
export function replaceLeaves(
  branches: TreeBranches,
  replacements: readonly (TreeScalar | Comment)[],
): TreeBranches {
  const replacement = new Replacement(replacements)
  const replaced = branches.map((document) => replacement.branch(document))
  replacement.requireAllUsed()
  return replaced
}

class Replacement {
  readonly #leaves: readonly (TreeScalar | Comment)[]
  readonly #path: string[] = []
  #used = 0
  #level = 0

  constructor(leaves: readonly (TreeScalar | Comment)[]) {
    this.#leaves = leaves
  }

  requireAllUsed(): void {
    if (this.#used === this.#leaves.length) return
    throw new RangeError(`Expected ${this.#used} replacements, got ${this.#leaves.length}.`)
  }

  branch({ items }: TreeBranch): TreeBranch {
    this.#level = requireLevel(this.#level + 1)
    const replaced = items.map((item) => (isComment(item) ? this.#comment() : this.#entry(item)))
    this.#level -= 1
    return { kind: 'branch', items: replaced }
  }

  #sequence({ items }: TreeSequence): TreeSequence {
    this.#level = requireLevel(this.#level + 1)
    const replaced = items.map((item) => this.#container(item) ?? this.#next())
    this.#level -= 1
    return { kind: 'sequence', items: replaced }
  }

  #entry({ key, value }: TreeEntry): TreeEntry {
    this.#path.push(key)
    const replaced = this.#container(value) ?? this.#scalar()
    this.#path.pop()
    return { kind: 'entry', key, value: replaced }
  }

  #container(value: TreeValue | Comment): TreeBranch | TreeSequence | undefined {
    if (isBranch(value)) return this.branch(value)
    return isSequence(value) ? this.#sequence(value) : undefined
  }

  #comment(): Comment {
    const leaf = this.#next()
    if (isComment(leaf)) return leaf
    throw this.#misplaced('A comment of a map can only become a comment, not a value.')
  }

  #scalar(): TreeScalar {
    const leaf = this.#next()
    if (!isComment(leaf)) return leaf
    throw this.#misplaced('A value was marked as a comment after it was encrypted.')
  }

  #next(): TreeScalar | Comment {
    const leaf = this.#leaves[this.#used++]
    if (leaf !== undefined) return leaf
    throw new RangeError(`Expected more than ${this.#leaves.length} replacements.`)
  }

  #misplaced(message: string): SopsError {
    return new SopsError('INVALID_PLAINTEXT', message, { path: [...this.#path] })
  }
}
