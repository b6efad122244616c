import { isatty } from 'node:tty'
import { fileError } from '../files/file-error.ts'
import { nodeFileSystem } from '../files/file-system.ts'
import { workingDirectory } from '../files/named-directory.ts'
import { runtimeRandom } from '../options/runtime-options.ts'
import type { CommandIo } from './command-io.ts'
import { terminalQuestions } from './terminal-questions.ts'
import { readStream, writeStream } from './streams.ts'

/** The world around this process; `releaseSignals` is what takes its signals away from `signal`. */
export function processIo(signal: AbortSignal, releaseSignals = (): void => undefined): CommandIo {
  // Whoever closes standard error wants no messages; that must not end in a stack trace.
  process.stderr.on('error', () => undefined)
  return {
    env: process.env,
    get cwd() {
      return currentDirectory()
    },
    fileSystem: nodeFileSystem,
    // Asking for it takes hold of it, which a started program must not notice.
    get stdin() {
      return process.stdin
    },
    readStdin: () => readStream(process.stdin, signal),
    writeStdout: (data) => writeStream(process.stdout, data),
    writeStderr: (text) => {
      process.stderr.write(text)
    },
    now: () => new Date(),
    random: runtimeRandom,
    signal,
    releaseSignals,
    // Not `process.stdin.isTTY`: to ask it would already take hold of standard input.
    interactive: isatty(0),
    messageColumns: process.stderr.isTTY ? process.stderr.columns : undefined,
    ...terminalQuestions(),
    endBySignal: (name) => void process.kill(process.pid, name),
  }
}

function currentDirectory(): string {
  try {
    return workingDirectory()
  } catch (error) {
    throw fileError('FILE_UNREADABLE', 'The current directory cannot be used', error)
  }
}
