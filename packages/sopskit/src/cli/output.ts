import type { Output, OutputFacts } from '../api/output.ts'
import { atomicWrite } from '../files/atomic-write.ts'
import type { CommandIo } from './command-io.ts'
import { type CommandNotice, describeNotice } from './report.ts'
import type { CommandRequest } from './request.ts'

type Result = Output & OutputFacts & Verified

interface Verified {
  readonly macVerified?: boolean
}

/** What {@link writeResult} takes beside the result. */
export interface WriteResultOptions {
  /** The input, when its own file must not have changed meanwhile. */
  readonly replaces?: Uint8Array
}

/** Writes a result where a request wants it. It comes last: nothing is written unless all succeeded (Z2). */
export async function writeResult(
  result: Result,
  { input, destination }: CommandRequest,
  { io, replaces }: WriteResultOptions & { readonly io: CommandIo },
): Promise<void> {
  if (destination === undefined) await io.writeStdout(result.bytes)
  else {
    const { fileSystem, signal } = io
    const same = destination === input ? replaces : undefined
    await atomicWrite(destination, result.bytes, { fileSystem, signal, replaces: same })
  }
  warn(result, io)
}

const unverified: CommandNotice = {
  code: 'MAC_NOT_VERIFIED',
  path: [],
  message: 'The MAC was not verified: nothing says that the values are those that were encrypted.',
}

/** Tells what deserves attention though everything succeeded. */
export function warn(
  { warnings, macVerified = true }: Pick<OutputFacts, 'warnings'> & Verified,
  io: Pick<CommandIo, 'writeStderr'>,
): void {
  for (const notice of warnings) io.writeStderr(describeNotice(notice))
  if (!macVerified) io.writeStderr(describeNotice(unverified))
}
