import type { SopsErrorCode } from './codes.ts'

/** A place in a text: both count from 1; `column` counts Unicode code points. */
export interface TextPosition {
  readonly line: number
  readonly column: number
}

/** What a {@link SopsError} can say beside its code and message. */
export interface SopsErrorDetails {
  /** Map keys from the root to the place in the tree; never a value. */
  readonly path?: readonly string[]
  /** Where in the input text. */
  readonly position?: TextPosition
  /** The error underneath; never one that could carry plaintext or key material. */
  readonly cause?: unknown
}

/**
 * The one error class of sopskit. `code` is stable; `message` says what to do. Neither ever holds a
 * value, a ciphertext, a key or an identity.
 *
 * @example
 * ```ts
 * import { isSopsError, SopsError } from '@sopskit/core'
 * try {
 *   throw new SopsError('MAC_MISMATCH', 'The file was changed after it was encrypted.')
 * } catch (error) {
 *   if (isSopsError(error, 'MAC_MISMATCH')) console.error(error.message)
 * }
 * ```
 */
export class SopsError extends Error {
  readonly code: SopsErrorCode
  readonly path: readonly string[] | undefined
  readonly position: TextPosition | undefined

  constructor(code: SopsErrorCode, message: string, details: SopsErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.name = 'SopsError'
    this.code = code
    this.path = details.path
    this.position = details.position
  }
}

/**
 * True for a sopskit error, by its shape and not by its class, so that two copies of core in one
 * process understand each other; with `code`, only for that code.
 *
 * @example
 * ```ts
 * import { isSopsError } from '@sopskit/core'
 * isSopsError(new Error('other')) // false
 * ```
 */
export function isSopsError(error: unknown, code?: SopsErrorCode): error is SopsError {
  if (!(error instanceof Error) || error.name !== 'SopsError' || !('code' in error)) return false
  return code === undefined || error.code === code
}
