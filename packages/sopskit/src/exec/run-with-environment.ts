import { accountVariables } from '../processes/account.ts'
import type { Environment } from '../processes/environment.ts'
import { relayingSignals } from '../processes/relay-signals.ts'
import { type Surroundings, surroundingsWith } from '../processes/surroundings.ts'
import { requireNotAborted } from '../processes/wait-for-end.ts'
import type { CommandEnd } from './command-end.ts'
import { environmentOf } from './environment-of.ts'
import type { RunOptions, RunResult } from './run-options.ts'
import { runShell, startShell } from './run-shell.ts'
import { requireKnownOptions } from '../options/known-options.ts'

/** What {@link runWithEnvironment} takes. */
export interface RunWithEnvironmentOptions extends RunOptions {
  /** Keep the environment of this process from the command: it gets the values alone. Default: false. */
  readonly pristine?: boolean | undefined
  /** Start the command without a terminal, and do not wait for it (CLI-085). Default: false. */
  readonly background?: boolean | undefined
}

/**
 * Decrypts the content of a file and runs a command that has its values as environment variables. They win
 * over those of `user`, and these over those of this process (CLI-081). The command shares standard input,
 * output and error; signals to this process go to it. Nothing is started before everything is verified.
 *
 * @throws {@link SopsError} `USER_UNAVAILABLE`, `COMMAND_FAILED` when the shell cannot be started, and
 * every code of `environmentOf`.
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises'
 * import { runWithEnvironment } from 'sopskit'
 * async function migrate(path: string): Promise<void> {
 *   const { status } = await runWithEnvironment(await readFile(path), {
 *     format: 'dotenv',
 *     identities: 'environment',
 *     command: 'npx migrate up',
 *   })
 *   process.exitCode = status
 * }
 * ```
 */
export async function runWithEnvironment(
  input: string | Uint8Array,
  options: RunWithEnvironmentOptions,
): Promise<RunResult> {
  requireKnownOptions(options)
  const surroundings = surroundingsWith(options.surroundings)
  const { variables, ...facts } = await environmentOf(input, options)
  requireNotAborted(options.signal)
  const account = options.user === undefined ? undefined : surroundings.becomeUser(options.user)
  const env = {
    ...(options.pristine === true ? {} : surroundings.env),
    ...(account === undefined ? {} : accountVariables(account)),
    ...variables,
  }
  return { ...facts, ...(await run(env, surroundings, options)) }
}

async function run(
  env: Environment,
  surroundings: Surroundings,
  { command, background, signal }: RunWithEnvironmentOptions,
): Promise<CommandEnd> {
  if (background === true) {
    await startShell(command, surroundings, { env, background })
    return { status: 0, endedBy: undefined }
  }
  return relayingSignals(surroundings, (relay) =>
    runShell(command, { env, surroundings, relay, signal }),
  )
}
