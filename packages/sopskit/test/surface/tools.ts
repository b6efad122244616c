import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { sopskit } from '../support/command.ts'
import type { Tool } from './run-scenario.ts'

/** The `sopskit` command in this process. */
export const ours: Tool = ({ args, cwd, env, stdin }) =>
  sopskit(cwd, args, {
    env,
    stdin,
    surroundings: { temporaryRoot: env['TMPDIR'] ?? cwd, terminal: false },
  })

/** A program that takes the same words. Whatever hangs is ended, with all that it started. */
export function programTool(path: string): Tool {
  return async ({ args, cwd, env, stdin }) => {
    const child = spawn(path, args, { cwd, env, detached: true })
    const late = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), 20_000)
    child.stdin.on('error', () => undefined)
    child.stdin.end(stdin)
    const ended = new Promise<number>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (code) => resolve(code ?? 255))
    })
    const [stdout, stderr, exit] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      ended,
    ])
    clearTimeout(late)
    return { exit, stdout, stderr }
  }
}
