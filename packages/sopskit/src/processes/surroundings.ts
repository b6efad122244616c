import { isatty } from 'node:tty'
import type { FileSystem } from '../files/file-system.ts'
import { nodeFileSystem } from '../files/file-system.ts'
import { type BecomeUser, becomeNodeUser } from './account.ts'
import type { Environment } from './environment.ts'
import { nodeProcessEvents, type ProcessEvents } from './process-events.ts'
import { type StartProcess, startNodeProcess } from './start-process.ts'
import { temporaryRoot } from './temporary-folder.ts'
import { nodeTemporaryFiles, type TemporaryFiles } from './temporary-files.ts'

/** What editing and running programs takes from the world around; a test replaces parts of it. */
export interface Surroundings {
  /** The environment of this process. */
  readonly env: Environment
  /** As `process.platform` spells it. */
  readonly platform: string
  readonly fileSystem: FileSystem
  readonly temporaryFiles: TemporaryFiles
  /** Where temporary folders are made. Default: `TMPDIR`, or `/tmp`; on a RAM disk nothing reaches a disk. */
  readonly temporaryRoot: string
  readonly start: StartProcess
  readonly events: ProcessEvents
  /** True when a terminal is at hand, which sends its signals to the started program as well. */
  readonly terminal: boolean
  readonly becomeUser: BecomeUser
}

/** The world around this process, with the parts that are given instead. */
export function surroundingsWith(given: Partial<Surroundings> = {}): Surroundings {
  const env = given.env ?? process.env
  const platform = given.platform ?? process.platform
  return {
    fileSystem: nodeFileSystem,
    temporaryFiles: nodeTemporaryFiles,
    temporaryRoot: temporaryRoot(env, platform),
    start: startNodeProcess,
    events: nodeProcessEvents,
    // Not `process.stdin.isTTY`: to ask it would already take hold of standard input.
    terminal: [0, 1, 2].some((fd) => isatty(fd)),
    becomeUser: becomeNodeUser,
    ...given,
    env,
    platform,
  }
}
