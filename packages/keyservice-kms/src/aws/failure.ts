import { isSopsError, SopsError } from '@sopskit/core'
import type { SopsErrorCode } from '@sopskit/core'
import { CredentialsFailure, MissingProfile } from './credentials.ts'
import type { KnownFailure } from './known-failures.ts'
import { knownFailures } from './known-failures.ts'

/** The operation that failed. */
export interface FailedOperation {
  /** Backend and key. */
  readonly subject: string
  /** For failures that are neither about permission nor about reaching the service. */
  readonly code: 'WRAP_FAILED' | 'UNWRAP_FAILED'
}

/** What is read of an error of the SDK or of Node. Its message is not: it can quote what was sent. */
interface ForeignError {
  readonly name?: unknown
  readonly code?: unknown
  readonly $metadata?: { readonly httpStatusCode?: unknown } | undefined
}

/** Any error of one operation in our own words, without the error underneath. */
export function kmsFailure(error: unknown, operation: FailedOperation): SopsError {
  if (isSopsError(error)) return error
  if (!(error instanceof CredentialsFailure)) return failure(error, operation)
  if (isSopsError(error.reason)) return error.reason
  const subject = `${operation.subject}: ${error.step}`
  if (error instanceof MissingProfile) {
    return new SopsError('PERMISSION_DENIED', printable(`${subject}. ${profileAdvice}`))
  }
  return failure(error.reason, { ...operation, subject }, 'denied')
}

function failure(
  error: unknown,
  { subject, code }: FailedOperation,
  otherwise: KnownFailure['kind'] = 'failed',
): SopsError {
  const foreign = (typeof error === 'object' && error !== null ? error : {}) as ForeignError
  const status = statusOf(foreign)
  const name = [foreign.name, foreign.code].find(isKnown)
  const known = knownFailures.get(name ?? '') ?? byStatus(status, otherwise)
  const facts = [name ?? 'an unknown error', ...(status === undefined ? [] : [`HTTP ${status}`])]
  const message = `${subject} cannot be used: ${facts.join(', ')}. ${known.advice}`
  return new SopsError(codes[known.kind] ?? code, printable(message))
}

const profileAdvice =
  'Add it to ~/.aws/config or ~/.aws/credentials, or name another one (AWS_PROFILE, or aws_profile of the key).'

/** The file that is opened chose the names of key, role and profile. */
function printable(message: string): string {
  return message.replace(/\p{C}/gu, '\u{fffd}')
}

const codes: Readonly<Record<KnownFailure['kind'], SopsErrorCode | undefined>> = {
  denied: 'PERMISSION_DENIED',
  unavailable: 'SERVICE_UNAVAILABLE',
  failed: undefined,
}

function isKnown(name: unknown): name is string {
  return typeof name === 'string' && knownFailures.has(name)
}

function statusOf({ $metadata }: ForeignError): number | undefined {
  const status = $metadata?.httpStatusCode
  return typeof status === 'number' ? status : undefined
}

/** An answer that is not in the language of AWS still has a status: a proxy's, or an XML body. */
function byStatus(status: number | undefined, otherwise: KnownFailure['kind']): KnownFailure {
  if (status === 401 || status === 403) {
    return { kind: 'denied', advice: 'Check the credentials and what they are allowed to do.' }
  }
  if (status === 429 || (status !== undefined && status >= 500)) {
    return { kind: 'unavailable', advice: 'The service is busy or in trouble. Try again later.' }
  }
  if (otherwise === 'denied') {
    return { kind: 'denied', advice: 'Check where the credentials come from.' }
  }
  const advice = 'The answer cannot be understood. Check that the endpoint is one of AWS KMS.'
  return { kind: 'failed', advice }
}
