import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { testIdentity } from '@sopskit/test-vectors'
import type { CommandIo } from '../../src/cli/command-io.ts'
import { main } from '../../src/cli/main.ts'
import { nodeFileSystem } from '../../src/files/file-system.ts'
import { runtimeRandom } from '../../src/options/runtime-options.ts'

/** What a run of the command gave. */
export interface CommandRun {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
}

/** What a run differs in from the usual. */
export interface CommandSetup extends Partial<Omit<CommandIo, 'stdin'>> {
  readonly stdin?: string | Uint8Array | Readable
}

/** Runs the command in this process, in a folder, with the first test identity at hand. */
export async function sopskit(
  cwd: string,
  argv: readonly string[],
  { stdin = '', ...setup }: CommandSetup = {},
): Promise<CommandRun> {
  const stdout: Uint8Array[] = []
  let stderr = ''
  const exit = await main(argv, {
    env: { SOPS_AGE_KEY: testIdentity(0) },
    platform: 'linux',
    cwd,
    fileSystem: nodeFileSystem,
    stdin: stdin instanceof Readable ? stdin : Readable.from([Buffer.from(stdin)]),
    readStdin: async () => (stdin instanceof Readable ? buffer(stdin) : Buffer.from(stdin)),
    writeStdout: async (data) => void stdout.push(Buffer.from(data)),
    writeStderr: (text) => void (stderr += text),
    now: () => new Date('2024-01-02T03:04:05.678Z'),
    random: runtimeRandom,
    signal: new AbortController().signal,
    releaseSignals: () => undefined,
    endBySignal: () => undefined,
    ...setup,
  })
  return { exit, stdout: Buffer.concat(stdout).toString(), stderr }
}
