import { spawn } from 'node:child_process'
import type { Program, ProgramCall, ProgramResult } from './program.ts'

/**
 * The program in a file, run as a child process; a JavaScript file is run with this Node.
 *
 * @example
 * ```ts
 * import { spawnProgram } from '@sopskit/test-vectors'
 * const sops = spawnProgram('/usr/local/bin/sops')
 * ```
 */
export function spawnProgram(path: string): Program {
  const isScript = /\.[cm]?js$/.test(path)
  const command = isScript ? process.execPath : path
  return (call) => run(command, isScript ? { ...call, args: [path, ...call.args] } : call)
}

function run(command: string, { args, cwd, env }: ProgramCall): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const path = process.env['PATH'] ?? ''
    const child = spawn(command, args, {
      cwd,
      env: { PATH: path, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const chunks: Uint8Array[] = []
    let crashed = false
    child.stdout.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    child.stderr.on('data', (chunk: Uint8Array) => {
      crashed ||= Buffer.from(chunk).includes('panic: ')
    })
    child.on('error', reject)
    child.on('close', (code) =>
      resolve({ exit: code ?? 255, stdout: Buffer.concat(chunks), crashed }),
    )
  })
}
