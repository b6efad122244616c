import { Readable } from 'node:stream'
import type { Program } from '@sopskit/test-vectors'
import { main } from '../../src/cli/main.ts'
import { nodeFileSystem } from '../../src/files/file-system.ts'
import { runtimeRandom } from '../../src/options/runtime-options.ts'

/** The `sopskit` command run in this process. */
export const inProcess: Program = async ({ args, cwd, env }) => {
  const chunks: Uint8Array[] = []
  const exit = await main(args, {
    env,
    cwd,
    fileSystem: nodeFileSystem,
    stdin: Readable.from([]),
    readStdin: async () => new Uint8Array(),
    writeStdout: async (data) => void chunks.push(Buffer.from(data)),
    writeStderr: () => undefined,
    now: () => new Date(),
    random: runtimeRandom,
    signal: new AbortController().signal,
    releaseSignals: () => undefined,
    endBySignal: () => undefined,
  })
  return { exit, stdout: Buffer.concat(chunks) }
}
