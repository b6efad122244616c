import type { ServiceError } from '@grpc/grpc-js'
import { SopsError } from '@sopskit/core'
import type { KeyOperation } from '../wire/messages.ts'

/** Who was asked for what, for the messages. */
export interface CallContext {
  readonly operation: KeyOperation
  /** The address of the service. */
  readonly service: string
}

/** The names of the status codes (KS-006); the codes are part of the protocol. */
const statusNames: readonly string[] = [
  'OK',
  'Canceled',
  'Unknown',
  'InvalidArgument',
  'DeadlineExceeded',
  'NotFound',
  'AlreadyExists',
  'PermissionDenied',
  'ResourceExhausted',
  'FailedPrecondition',
  'Aborted',
  'OutOfRange',
  'Unimplemented',
  'Internal',
  'Unavailable',
  'DataLoss',
  'Unauthenticated',
]

/**
 * The error for a call that failed. The text of the server is not passed on: it is foreign, and could hold
 * anything.
 */
export function callFailure(error: unknown, { operation, service }: CallContext): SopsError {
  const code = isServiceError(error) ? error.code : 2
  const name = statusNames[code] ?? 'Unknown'
  const about = (what: string): string => `The key service ${service} ${what} (status ${name}).`
  switch (name) {
    case 'Unavailable':
      return new SopsError(
        'SERVICE_UNAVAILABLE',
        about('cannot be reached. Check its address, that it runs, and whether it speaks TLS'),
      )
    case 'DeadlineExceeded':
      return new SopsError(
        'SERVICE_UNAVAILABLE',
        about('did not answer in time. Check whether it waits for somebody, or raise the deadline'),
      )
    case 'PermissionDenied':
    case 'Unauthenticated':
      return new SopsError('PERMISSION_DENIED', about('refused to use the key. Ask who runs it'))
    case 'NotFound':
      return failed(operation, about('does not handle this kind of key. Ask another service'))
    case 'Unimplemented':
      return failed(operation, about('is no key service of sops. Check the address'))
    default:
      return failed(
        operation,
        about(
          `could not ${operation} the data key. Credentials and identities are those of the server: check them there`,
        ),
      )
  }
}

/** The error for an answer that is none. */
export function strangeAnswer({ operation, service }: CallContext, how: string): SopsError {
  return failed(
    operation,
    `The key service ${service} answered ${how}. Check that it is a key service of sops.`,
  )
}

function failed(operation: KeyOperation, message: string): SopsError {
  return new SopsError(operation === 'encrypt' ? 'WRAP_FAILED' : 'UNWRAP_FAILED', message)
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && typeof error.code === 'number'
}
