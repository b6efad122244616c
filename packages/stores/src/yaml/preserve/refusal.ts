import { SopsError } from '@sopskit/core'

/** What cannot be done while the layout is kept; the way out is always the other layout. */
export function refusal(message: string, path: readonly string[]): SopsError {
  return new SopsError('EMIT_FAILED', message, { path })
}
