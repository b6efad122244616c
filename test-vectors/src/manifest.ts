/**
 * The shape of `manifest.json`: every recorded case, what made it and what is expected of a program
 * that runs its steps again.
 *
 * @module
 */

/** Everything about the recorded cases. */
export interface Manifest {
  readonly about: string
  /** The age recipients that `${recipient0}` … in a command stand for; their identities are for tests only. */
  readonly recipients: readonly string[]
  readonly count: number
  readonly cases: readonly VectorCase[]
}

/** One folder of `cases/` and the steps that were run in it. */
export interface VectorCase {
  /** The folder's name. */
  readonly id: string
  /** Numbers of the specification facts the case shows. */
  readonly facts: readonly string[]
  /** The sops release that wrote the encrypted files. */
  readonly madeWith: string
  /** Facts of section Q that make the recorded result a defect of sops. */
  readonly upstreamDefect?: readonly string[]
  readonly note?: string
  /** The data key of the encrypted files, so that values can be checked without age. For tests only. */
  readonly dataKeyHex?: string
  /** Files that were there before the first step. */
  readonly inputs: readonly string[]
  readonly steps: readonly VectorStep[]
}

/** A step copies a file inside the case or runs the command. */
export type VectorStep = CopyStep | CommandStep

export interface CopyStep {
  /** From, to. */
  readonly copy: readonly [string, string]
}

export interface CommandStep {
  /** Arguments; `${recipientN}` stands for an age recipient. */
  readonly command: readonly string[]
  /** Changes to the usual environment; `null` takes a variable away; `${identityN}` and `${keyFileN}` stand for test identities. */
  readonly env?: Readonly<Record<string, string | null>>
  /** The exit status of sops. */
  readonly exit: number
  /** sops crashed: every failure is as good. */
  readonly crash?: true
  /** The file that holds the recorded standard output. */
  readonly stdout?: string
  /** The file the command changes in place. */
  readonly changes?: string
  /** False when the output has random parts, as every fresh encryption has. */
  readonly stable: boolean
  /** What is expected of sopskit where it differs from sops on purpose. */
  readonly ours?: DecidedDifference
}

/** A difference decided on purpose: a row of the compatibility table. */
export interface DecidedDifference extends Expected {
  /** The fact that names the defect of sops. */
  readonly fact: string
  readonly reason: string
  /** Expected when the step reads what sopskit itself wrote in a step before, where that is not the same. */
  readonly onOwnFile?: Expected
}

/** An outcome: exit status and, where it is pinned, the file with the standard output. */
export interface Expected {
  readonly exit: number
  /** For fresh encryption its masked form is compared. */
  readonly stdout?: string
}
