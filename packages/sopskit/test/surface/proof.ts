/** A test: its file below the repository, and how its title begins. */
export interface Proof {
  readonly file: string
  readonly title: string
}

/** One row of the page: where we differ on purpose, if we do, and the tests that hold it. */
export interface Claim {
  /** Rows of docs/compatibility.md; none where we are equal. */
  readonly differs: readonly string[]
  readonly proofs: readonly Proof[]
  readonly note?: string
}

const here = 'packages/sopskit/test'

/** A test of this package. */
export const inPackage = (file: string, title: string): Proof => ({
  file: `${here}/${file}`,
  title,
})
