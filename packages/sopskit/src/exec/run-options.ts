import type { OpenOptions } from '../api/decrypt-documents.ts'
import type { OutputFacts } from '../api/output.ts'
import type { Surroundings } from '../processes/surroundings.ts'
import type { CommandEnd } from './command-end.ts'

/** What running a command with decrypted values takes. */
export interface RunOptions extends OpenOptions {
  /** A line for the shell of the system: `/bin/sh -c`, on Windows `cmd.exe /C` (CLI-080). */
  readonly command: string
  /**
   * Run it as this user, with the groups of that user. It switches this whole process, for good, and takes
   * the privileges of root (CLI-086).
   */
  readonly user?: string | undefined
  /** What to take from elsewhere than this process: tests do. */
  readonly surroundings?: Partial<Surroundings> | undefined
}

/** How the command ended, and what is told about the file. */
export interface RunResult extends CommandEnd, OutputFacts {
  /** False only under `ignoreMac`: then nothing vouches for the values. */
  readonly macVerified: boolean
}
