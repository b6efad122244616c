import type { SopsErrorCode } from '@sopskit/core'

/**
 * One command line, run in a copy of the recorded folder by sops and by us. In its texts `{FOLDER}` is that
 * folder and `{SERVICE}` a key service for every kind of key.
 */
export interface Scenario {
  readonly args: readonly string[]
  readonly stdin?: string
  /** Variables beside the usual ones. */
  readonly env?: Readonly<Record<string, string>>
  /** Files beside the recorded ones. */
  readonly files?: Readonly<Record<string, string>>
  /** The code of our error. */
  readonly error?: SopsErrorCode
  /** Where we differ on purpose. */
  readonly differs?: Difference
}

/** A row of docs/compatibility.md, and what we do instead. */
export interface Difference {
  readonly row: string
  readonly exit: number
  /** What has to stand in our standard output, in a file we wrote, or in what one of them decrypts to. */
  readonly shows?: string
}

/** Scenarios by what they show: `COMMAND --flag`, `$VARIABLE` or `exit N`, and more behind a colon. */
export type Scenarios = Readonly<Record<string, Scenario>>

/** What a scenario gave, without what is random. */
export interface Outcome {
  readonly exit: number
  readonly stdout: string
  /** What the key service was asked, in order; once for several times in a row. */
  readonly asked: readonly string[]
  /** The files that are new or changed. */
  readonly files: Readonly<Record<string, string>>
  /** What the encrypted among them, and an encrypted standard output, decrypt to. */
  readonly plain: Readonly<Record<string, string>>
}
