import { setTimeout as sleep } from 'node:timers/promises'
import { isSopsError } from '@sopskit/core'
import { errorCode, isCertificateProblem } from '../failures.ts'
import type { SendVaultRequest, VaultResponse } from './vault-request.ts'

/** How often the clients of Vault try again (HCV-005). */
export const defaultMaxRetries = 2

export interface RetryOptions {
  readonly maxRetries: number
  /** Before the first further attempt; the second waits twice as long. */
  readonly retryWaitMs: number
}

/** Tries again what may go better next time: no connection, an overloaded, sealed or failing server. */
export function retrying(send: SendVaultRequest, options: RetryOptions): SendVaultRequest {
  const attempt = async (
    call: Parameters<SendVaultRequest>,
    number: number,
  ): Promise<VaultResponse> => {
    const last = number > options.maxRetries
    try {
      const answer = await send(...call)
      if (last || !isPassing(answer.status)) return answer
    } catch (error) {
      if (last || call[1].aborted || isFinal(error)) throw error
    }
    await sleep(options.retryWaitMs * number, undefined, { signal: call[1] })
    return attempt(call, number + 1)
  }
  return (request, signal) => attempt([request, signal], 1)
}

function isFinal(error: unknown): boolean {
  return isSopsError(error) || isCertificateProblem(errorCode(error))
}

function isPassing(status: number): boolean {
  return status === 412 || status === 429 || (status >= 500 && status !== 501)
}
