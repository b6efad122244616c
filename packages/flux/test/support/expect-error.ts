import { isSopsError, type SopsError, type SopsErrorCode } from '@sopskit/core'
import { expect } from 'vitest'

/** Runs `action`, which must fail with this code, and gives the error. */
export async function expectError(code: SopsErrorCode, action: () => unknown): Promise<SopsError> {
  let error: unknown
  try {
    await action()
  } catch (thrown) {
    error = thrown
  }
  expect(error, `nothing was thrown instead of ${code}`).toBeDefined()
  if (!isSopsError(error)) throw error
  expect(error.code).toBe(code)
  return error
}
