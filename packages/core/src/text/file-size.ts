import { SopsError } from '../errors/sops-error.ts'

/**
 * Bytes of the largest file that is read or written. Its text has to fit into one JavaScript string, which
 * ends at 2^29 - 24 characters in Node and Chromium; elsewhere it may be longer.
 */
export const maxFileSize: number = 500 * 1024 * 1024

/**
 * Refuses a file that is too large to be read or written. Asked before its content is in memory.
 *
 * @throws {@link SopsError} `LIMIT_EXCEEDED` above {@link maxFileSize}.
 *
 * @example
 * ```ts
 * import { requireFileSize } from '@sopskit/core'
 * requireFileSize(1_000_000) // nothing happens
 * ```
 */
export function requireFileSize(bytes: number): void {
  if (bytes > maxFileSize) throw fileTooLarge()
}

/**
 * The error for what is larger than {@link maxFileSize}.
 *
 * @example
 * ```ts
 * import { fileTooLarge, maxFileSize } from '@sopskit/core'
 * function requireRoom(length: number): void {
 *   if (length > maxFileSize) throw fileTooLarge()
 * }
 * ```
 */
export function fileTooLarge(): SopsError {
  return new SopsError(
    'LIMIT_EXCEEDED',
    `Files of more than ${maxFileSize} bytes are neither read nor written. Split the file, or encrypt it with age itself and only its key with SOPS.`,
  )
}
