import { isSopsError, SopsError } from '@sopskit/core'
import { field, messageOf, unreachable } from './unreachable.ts'

/** What was being done, for the error. */
export interface AzureWork {
  /** Backend and key. */
  readonly subject: string
  /** The code when nothing better is known. */
  readonly code: 'WRAP_FAILED' | 'UNWRAP_FAILED'
}

/** A failed request to a vault. Of the foreign error only status and code are quoted. */
export function callFailure(error: unknown, { subject, code }: AzureWork): SopsError {
  if (isSopsError(error)) return error
  const status = field(error, 'statusCode')
  const says = (kind: SopsError['code'], what: string): SopsError =>
    new SopsError(kind, `${subject} ${what} (HTTP ${String(status)}${reasonOf(error)}).`)
  if (typeof status !== 'number') return unanswered(error, { subject, code })
  if (disabledCodes.has(serverCode(error))) return says(code, disabled)
  if (status === 400) return says(code, code === 'WRAP_FAILED' ? refused : damaged)
  if (status === 401) return says('PERMISSION_DENIED', unknown)
  if (status === 403) return says('PERMISSION_DENIED', forbidden)
  if (status === 404) return says(code, missing)
  if (status === 409) return says(code, deleted)
  if (status === 408 || status === 429 || status >= 500) return says('SERVICE_UNAVAILABLE', busy)
  return says(code, refused)
}

const refused = 'refused the request. Check that it is an RSA key that may encrypt and decrypt'
const damaged =
  'cannot decrypt the wrapped data key. It is damaged or was wrapped with another key or version; restore the file or use another key of it'
const disabled =
  'cannot be used: this version is disabled, expired or not yet valid. Enable it, or use another key of the file'
const unknown = 'does not accept the token. It is wrong, expired or of another tenant; log in again'
const forbidden =
  'may not be used with these credentials. Grant encrypt and decrypt on keys, and get where a key has no version; the firewall of the vault answers so too'
const missing = 'is not there, or not in this version. Check its URL, or restore the key'
const deleted = 'is deleted. Recover it from the deleted keys of the vault'
const busy = 'cannot answer now. Try again later'
const disabledCodes: ReadonlySet<unknown> = new Set([
  'KeyDisabled',
  'KeyExpired',
  'KeyNotYetValid',
  'KeyOperationForbidden',
])

function unanswered(error: unknown, { subject, code }: AzureWork): SopsError {
  if (/^The challenge (resource|contains)/.test(messageOf(error))) {
    const message = `${subject} asked for a token of a domain that it is not part of, so it got none. Check the URL of the vault.`
    return new SopsError('PERMISSION_DENIED', message)
  }
  const understood = unreachable(error, subject)
  if (understood !== undefined) return understood
  const message = `${subject} gave an answer that cannot be understood. Try again, and check that the URL is that of a vault.`
  return new SopsError(code, message)
}

/** The name that the vault gave the failure; it stands innermost, or in the error itself. */
function serverCode(error: unknown): unknown {
  const told = field(field(error, 'details'), 'error')
  return field(field(told, 'innererror'), 'code') ?? field(told, 'code') ?? field(error, 'code')
}

function reasonOf(error: unknown): string {
  const code = serverCode(error)
  return typeof code === 'string' && /^[A-Za-z]{3,40}$/.test(code) ? `, ${code}` : ''
}
