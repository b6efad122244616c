import type { CommandIo } from '../command-io.ts'
import type { CommandRequest } from '../request.ts'

/** Does what a request asks for and gives the exit code; a failure is thrown. */
export type CommandRun = (request: CommandRequest, io: CommandIo) => Promise<number>

/** One command: what its command line looks like, what the help says, and what does it. */
export interface Command {
  /** What the help calls the words behind the flags. */
  readonly operands: string
  /** The fewest and the most words that it takes. */
  readonly words: readonly [least: number, most: number]
  /** What another number of words is for sops. */
  readonly miscount: 'NO_FILE' | 'USAGE'
  /** The result goes back to the file, always. */
  readonly inPlace?: true
  /** One line for the overview. */
  readonly summary: string
  /** What it does, and where it takes things from. */
  readonly introduction: string
  readonly examples: readonly string[]
  /** Loads only what this command needs. */
  readonly load: () => Promise<{ readonly run: CommandRun }>
}
