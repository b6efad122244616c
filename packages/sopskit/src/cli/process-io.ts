import { fileError } from '../files/file-error.ts'
import { nodeFileSystem } from '../files/file-system.ts'
import { namedDirectory } from '../files/named-directory.ts'
import { runtimeRandom } from '../options/runtime-options.ts'
import type { CommandIo } from './command-io.ts'
import { readStream, writeStream } from './streams.ts'

/** The world around this process. */
export function processIo(signal: AbortSignal): CommandIo {
  // Whoever closes standard error wants no messages; that must not end in a stack trace.
  process.stderr.on('error', () => undefined)
  return {
    env: process.env,
    get cwd() {
      return currentDirectory()
    },
    fileSystem: nodeFileSystem,
    readStdin: () => readStream(process.stdin, signal),
    writeStdout: (data) => writeStream(process.stdout, data),
    writeStderr: (text) => {
      process.stderr.write(text)
    },
    now: () => new Date(),
    random: runtimeRandom,
    signal,
  }
}

function currentDirectory(): string {
  try {
    return namedDirectory(process.cwd(), process.env['PWD'])
  } catch (error) {
    throw fileError('FILE_UNREADABLE', 'The current directory cannot be used', error)
  }
}
