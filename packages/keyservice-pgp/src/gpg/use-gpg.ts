import { SopsError, withDeadline } from '@sopskit/core'
import type { HomeSettings } from './describe-home.ts'
import { gpgFailure } from './gpg-failure.ts'
import type { GpgCall, GpgResult, RunGpg } from './run-gpg.ts'

/** What gpg is wanted for, and the key as messages name it. */
export interface Direction {
  readonly kind: 'wrap' | 'unwrap'
  readonly key: string
}

/** One use of gpg. */
export interface GpgTask extends Omit<GpgCall, 'signal'>, HomeSettings {
  readonly run: RunGpg
  readonly direction: Direction
  readonly deadlineMs: number
  readonly signal: AbortSignal | undefined
}

/**
 * What gpg gives on standard output, when it ends well and gives anything.
 *
 * @throws {@link SopsError} `WRAP_FAILED`, `UNWRAP_FAILED`, `INVALID_MASTER_KEY`, `PERMISSION_DENIED`,
 * `SERVICE_UNAVAILABLE`, `ABORTED`.
 */
export async function useGpg(task: GpgTask): Promise<Uint8Array> {
  const { status, stdout, stderr, isCut = false } = await runInTime(task)
  if (isCut) throw strange('more than it can have', task.direction)
  // What a failed gpg printed before it failed is not authenticated.
  if (status !== 0) throw await gpgFailure({ status, stderr }, task.direction, task)
  if (stdout.length > 0) return stdout
  throw strange('nothing', task.direction)
}

function strange(what: string, { kind, key }: Direction): SopsError {
  return new SopsError(
    kind === 'wrap' ? 'WRAP_FAILED' : 'UNWRAP_FAILED',
    `gpg gave ${what} for ${key}. Is another program in its place (SOPS_GPG_EXEC)?`,
  )
}

const whenLate = 'Does it wait for a passphrase or a card that nobody gives?'

/** A gpg that was told to end is waited for: none must outlive its call. */
function runInTime(task: GpgTask): Promise<GpgResult> {
  const { run, program, args, env, stdin, deadlineMs, direction } = task
  const subject = `gpg for ${direction.key}`
  const bounds = { deadlineMs, signal: task.signal, subject, whenLate, waits: true }
  return withDeadline(bounds, (signal) => run({ program, args, env, stdin, signal }))
}
