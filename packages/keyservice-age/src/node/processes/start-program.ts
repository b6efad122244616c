import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { SopsError } from '@sopskit/core'

/** A program, its arguments, and its name at the start of a message. */
export interface Program {
  readonly path: string
  readonly args: readonly string[]
  readonly title: string
}

/** Starts a program without a shell; what Node refuses at once, such as a zero byte in the environment, is no crash. */
export async function startProgram(
  { path, args, title }: Program,
  options: SpawnOptions,
): Promise<ChildProcess> {
  const { spawn } = await import('node:child_process')
  try {
    return spawn(path, args, options)
  } catch {
    throw new SopsError('COMMAND_FAILED', `${title} cannot be started.`)
  }
}
