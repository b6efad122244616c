import { SopsError } from '@sopskit/core'
import { isOfProcess } from '../is-of-process.ts'
import type { GcpEnvironment } from './environment.ts'
import type { GcpIdentity } from './gcp-credentials.ts'

/**
 * Refuses a federated identity that Google's library proves by the process, with its AWS credentials or a
 * program, where another environment was handed in: it would be proved by what is another tenant's.
 *
 * @throws {@link SopsError} `PERMISSION_DENIED`.
 */
export function requireOwnProcess(identity: GcpIdentity, { env }: GcpEnvironment): void {
  if (!('json' in identity) || !asksProcess(identity.json) || isOfProcess(env)) return
  throw new SopsError(
    'PERMISSION_DENIED',
    'The Google credentials are of a federation that is proved by AWS or by a program, which are those of the process, and another environment was handed in. Hand in a client or an access token, or the environment of the process.',
  )
}

/** At any depth: an impersonation holds the credentials it begins with. */
function asksProcess(json: string): boolean {
  let found = false
  try {
    JSON.parse(json, (name, value: unknown) => {
      found ||= name === 'environment_id' || name === 'executable'
      return value
    })
  } catch {
    // What is no JSON is refused with better words.
  }
  return found
}
