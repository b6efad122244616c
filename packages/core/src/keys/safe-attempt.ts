import { isSopsError } from '../errors/sops-error.ts'
import type { ServiceAttempt } from './key-attempts.ts'

/**
 * Records what a service threw. Only a sopskit error is trusted to hold no secret: of anything else
 * neither the message nor the object is kept, just names of the kind that programs choose.
 */
export function safeAttempt(service: string, error: unknown): ServiceAttempt {
  if (isSopsError(error)) return { service, code: error.code, reason: error.message }
  const thrown: { name?: unknown; code?: unknown } = error instanceof Error ? error : {}
  const hint = [thrown.name, thrown.code].filter(isIdentifier).join(', ')
  const kind = hint === '' ? 'an error' : `an error (${hint})`
  return {
    service,
    code: undefined,
    reason: `failed with ${kind} whose message is withheld because it could hold secrets`,
  }
}

/** `TypeError`, `AccessDeniedException`, `ECONNREFUSED`, `ERR_TLS_HANDSHAKE`. */
function isIdentifier(value: unknown): boolean {
  if (typeof value !== 'string') return false
  return /^([A-Za-z]{0,40}(Error|Exception)|E[A-Z]{2,20}|(EAI|ERR)(_[A-Z]{2,20}){1,6})$/.test(value)
}
