/** One run of a sops-like command. */
export interface ProgramCall {
  readonly args: readonly string[]
  readonly cwd: string
  /** The whole environment of the run. */
  readonly env: Readonly<Record<string, string>>
}

/** What a run gave: standard error is nobody's contract. */
export interface ProgramResult {
  readonly exit: number
  readonly stdout: Uint8Array
  /** A Go program that panicked: it exits with 2, as sops does for an input it cannot read. */
  readonly crashed?: boolean
}

/** A sops-like command, as a child process or in this one. */
export type Program = (call: ProgramCall) => Promise<ProgramResult>
