import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { delimiter, isAbsolute, join } from 'node:path'
import { SopsError } from '@sopskit/core'

/** One run of kustomize. */
export interface KustomizeCall {
  /** Its name or path. */
  readonly program: string
  readonly args: readonly string[]
  readonly cwd: string
  /** All the variables that it gets; none of them is secret. */
  readonly env: Readonly<Record<string, string>>
  readonly signal: AbortSignal | undefined
}

/** How a run ended. */
export interface KustomizeResult {
  /** `null` when a signal ended it. */
  readonly status: number | null
  readonly stdout: Uint8Array
  readonly stderr: string
}

/** Runs kustomize; rejects with a `SopsError` when it cannot be started. */
export type RunKustomize = (call: KustomizeCall) => Promise<KustomizeResult>

const maxOutput = 500 * 2 ** 20

/** Runs a program of this machine. */
export const runKustomize: RunKustomize = async ({ program, args, cwd, env, signal }) => {
  const path = await findProgram(program, env['PATH'] ?? '')
  return new Promise((resolve, reject) => {
    const options = { cwd, env, signal, maxBuffer: maxOutput, encoding: 'buffer' } as const
    execFile(path, [...args], options, (error, stdout, stderr) => {
      if (signal?.aborted === true) reject(new SopsError('ABORTED', 'Stopped before it was done.'))
      else if (error !== null && typeof error.code === 'string') reject(notStarted(error.code))
      else resolve({ status: statusOf(error), stdout, stderr: stderr.toString() })
    })
  })
}

function statusOf(error: { readonly code?: unknown } | null): number | null {
  if (error === null) return 0
  return typeof error.code === 'number' ? error.code : null
}

/** One in a relative folder of PATH is not run: the repository could hold it. */
async function findProgram(name: string, path: string): Promise<string> {
  if (name.includes('/')) return name
  for (const folder of path.split(delimiter).filter((each) => isAbsolute(each))) {
    const candidate = join(folder, process.platform === 'win32' ? `${name}.exe` : name)
    const found = await access(candidate, constants.X_OK).then(
      () => true,
      () => false,
    )
    if (found) return candidate
  }
  throw notStarted('ENOENT')
}

function notStarted(code: string): SopsError {
  return new SopsError(
    'COMMAND_FAILED',
    code === 'ENOENT'
      ? 'kustomize is needed for a folder with a kustomization file, and is not there. Install it (https://kubectl.docs.kubernetes.io/installation/kustomize/), or name it by --kustomize.'
      : `kustomize cannot be run (${/^[A-Z0-9_]{1,40}$/.test(code) ? code : 'unknown'}).`,
  )
}
