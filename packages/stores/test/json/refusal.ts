import { isSopsError } from '@sopskit/core'
import type { SopsError } from '@sopskit/core'

/** The error an action is refused with; fails when it is not refused, or with an error of another kind. */
export function refusalOf(action: () => unknown): SopsError {
  try {
    action()
  } catch (error) {
    if (isSopsError(error)) return error
    throw error
  }
  throw new Error('nothing was refused')
}
