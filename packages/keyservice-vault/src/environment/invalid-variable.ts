import { SopsError } from '@sopskit/core'

/** The error for a variable that says nothing understandable; its value is not quoted. */
export function invalidVariable(name: string, expected: string): SopsError {
  return new SopsError(
    'INVALID_OPTION',
    `The variable ${name} must be ${expected}. Correct or unset it.`,
  )
}
