import { decrypt, type DecryptOptions } from '../api/decrypt.ts'
import { accountVariables } from '../processes/account.ts'
import { relayingSignals, type SignalRelay } from '../processes/relay-signals.ts'
import { type Surroundings, surroundingsWith } from '../processes/surroundings.ts'
import { withTemporaryFolder } from '../processes/temporary-folder.ts'
import { requireNotAborted } from '../processes/wait-for-end.ts'
import type { CommandEnd } from './command-end.ts'
import { localName } from './local-name.ts'
import { type FileToPlace, type PlacedFile, placePipe, placeRegularFile } from './place-file.ts'
import type { RunOptions, RunResult } from './run-options.ts'
import { runShell } from './run-shell.ts'
import { requireKnownOptions } from '../options/known-options.ts'

/** What {@link runWithFile} takes. */
export interface RunWithFileOptions extends RunOptions, Omit<DecryptOptions, 'extract'> {
  /** What the file is called. Default: `tmp-file`. */
  readonly fileName?: string | undefined
  /**
   * Write a regular file instead of a named pipe, for a command that reads it twice or moves in it. The
   * plain text then stands on a disk as long as the command runs. Default: false, but true on Windows, which
   * has no such pipes.
   */
  readonly regularFile?: boolean | undefined
}

/**
 * Decrypts the content of a file and runs a command that can read it: `{}` in the command stands for the path
 * (CLI-080). Only this user can read the file, and it is removed with its folder when the command ends,
 * however it ends; signals to this process go to the command (sops leaves the file then, CLI-088). The command
 * shares standard input, output and error.
 *
 * A named pipe can be read once; nothing waits when nobody reads it.
 *
 * @throws {@link SopsError} `USAGE` for a file name with a folder, `USER_UNAVAILABLE`, `COMMAND_FAILED` when the
 * shell or the pipe cannot be made, `FILE_UNWRITABLE` for the temporary folder, and every code of `decrypt`.
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises'
 * import { runWithFile } from 'sopskit'
 * async function deploy(path: string): Promise<void> {
 *   const { status } = await runWithFile(await readFile(path), {
 *     format: 'yaml',
 *     identities: 'environment',
 *     command: 'kubectl apply -f {}',
 *   })
 *   process.exitCode = status
 * }
 * ```
 */
export async function runWithFile(
  input: string | Uint8Array,
  options: RunWithFileOptions,
): Promise<RunResult> {
  requireKnownOptions(options)
  const name = localName(options.fileName ?? 'tmp-file')
  const surroundings = surroundingsWith(options.surroundings)
  const { bytes: data, metadata, macVerified, warnings } = await decrypt(input, options)
  requireNotAborted(options.signal)
  const account = options.user === undefined ? undefined : surroundings.becomeUser(options.user)
  const env = {
    ...surroundings.env,
    ...(account === undefined ? {} : accountVariables(account)),
  }
  const end = await relayingSignals(surroundings, (relay) =>
    inFolder({ name, data, relay }, { ...surroundings, env }, options),
  )
  return { ...end, metadata, macVerified, warnings }
}

interface Offer extends Omit<FileToPlace, 'folder'> {
  readonly relay: SignalRelay
}

async function inFolder(
  { name, data, relay }: Offer,
  surroundings: Surroundings,
  { command, regularFile, signal }: RunWithFileOptions,
): Promise<CommandEnd> {
  const { env, temporaryRoot: root, temporaryFiles: files, events, platform } = surroundings
  return withTemporaryFolder({ root, files, events }, async (folder) => {
    const regular = regularFile ?? platform === 'win32'
    const place: (file: FileToPlace, around: Surroundings) => Promise<PlacedFile> = regular
      ? placeRegularFile
      : placePipe
    const placed = await place({ folder, name, data }, surroundings)
    try {
      const line = command.replaceAll('{}', () => placed.path)
      return await runShell(line, { env, surroundings, relay, signal })
    } finally {
      await placed.withdraw()
    }
  })
}
