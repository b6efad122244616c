import { normalize } from 'node:path'
import type { Environment } from '../../processes/environment.ts'

/** How git is run. */
export interface GitCall {
  readonly directory: string
  /** What it reads from standard input. */
  readonly input?: string
}

/** Runs git and gives its standard output; `undefined` when git fails or is not installed. */
export type RunGit = (args: readonly string[], call: GitCall) => Promise<Uint8Array | undefined>

/** Runs the git of this machine. */
export function nodeGit(env: Environment): RunGit {
  return async (args, { directory, input = '' }) => {
    const { spawn } = await import('node:child_process')
    return new Promise((resolve) => {
      const child = spawn('git', args, {
        cwd: directory,
        env: { ...env, GIT_OPTIONAL_LOCKS: '0' },
        stdio: ['pipe', 'pipe', 'ignore'],
      })
      const chunks: Uint8Array[] = []
      child.stdout.on('data', (chunk: Uint8Array) => chunks.push(chunk))
      child.on('error', () => resolve(undefined))
      child.on('close', (status) => resolve(status === 0 ? Buffer.concat(chunks) : undefined))
      // It may end before it has read everything.
      child.stdin.on('error', () => undefined)
      child.stdin.end(input)
    })
  }
}

/** The entries of output that git separates by zero bytes. */
export function zeroSeparated(output: Uint8Array): readonly string[] {
  return Buffer.from(output)
    .toString('utf8')
    .split('\0')
    .filter((entry) => entry !== '')
}

/** The root of the work tree that a directory is in. */
export async function workTreeOf(directory: string, git: RunGit): Promise<string | undefined> {
  const output = await git(['rev-parse', '--show-toplevel'], { directory })
  const root = output === undefined ? '' : Buffer.from(output).toString('utf8').replace(/\n$/, '')
  return root === '' ? undefined : normalize(root)
}
