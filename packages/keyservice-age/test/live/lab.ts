import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const cache = process.env['SOPSKIT_LAB'] ?? join(homedir(), '.cache', 'sopskit-lab')
const peers = process.env['PEERS_HOME'] ?? join(cache, 'peers')

const folders = [join(peers, 'bin'), join(cache, 'bin')]

/** The path of a real program; a missing one fails the test. */
export function program(name: string): string {
  const found = folders.map((folder) => join(folder, name)).find((path) => isProgram(path))
  if (found !== undefined) return found
  throw new Error(
    `${name} is missing. "npm run lab install" or "test-vectors/peers/peers install age" installs it.`,
  )
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Where plugins and commands are found: first what a test has made. */
export function searchPath(...first: readonly string[]): string {
  const own = ['/usr/local/bin', '/usr/bin', '/bin']
  return [...first, ...folders, dirname(process.execPath), ...own].join(delimiter)
}

/** What a program did. */
export interface Run {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

/** What a program is run with. */
export interface RunOptions {
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
}

/** Runs a program to its end. */
export function run(file: string, args: readonly string[], options: RunOptions): Promise<Run> {
  return new Promise((resolve) => {
    const child = execFile(file, args, { ...options, timeout: 90_000 }, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code
      resolve({ status: typeof code === 'number' ? code : -1, stdout, stderr })
    })
    child.stdin?.end()
  })
}

/** Runs a program on a terminal, where it asks for a passphrase and gets this answer. */
export function runOnTerminal(
  answer: string,
  command: readonly string[],
  options: RunOptions,
): Promise<Run> {
  const script = fileURLToPath(new URL('../support/terminal.py', import.meta.url))
  return run('python3', [script, answer, '--', ...command], options)
}
