import { isSopsError } from '@sopskit/core'
import type { AgeTools } from './age-tools.ts'
import type { AgeIdentity } from './identities/age-identity.ts'
import { unlessNoMatch } from './open-age-file.ts'
import { createEncryptedAttempt } from './passphrase/encrypted-attempt.ts'
import { createPluginAttempt } from './plugins/plugin-attempt.ts'
import { createSshAttempt } from './ssh/ssh-attempt.ts'

/** An age file to be opened. */
export interface AttemptCall {
  readonly file: Uint8Array
  readonly signal: AbortSignal | undefined
}

/** Opens an age file with one identity; rejects with `NoMatch` when it is for others, else with a `SopsError`. */
export type Attempt = (call: AttemptCall) => Promise<Uint8Array>

/** The data key, or what kept identities from being tried, in sentences. */
export type OthersOutcome =
  { readonly dataKey: Uint8Array } | { readonly problems: readonly string[] }

/** Unwraps with identities that are more than a key: those of SSH, in encrypted files, of plugins. */
export type UnwrapByOthers = (
  identities: readonly AgeIdentity[],
  call: AttemptCall,
) => Promise<OthersOutcome>

export function createOthers(tools: AgeTools): UnwrapByOthers {
  const attempts = new Map<AgeIdentity, Attempt>()
  const attemptOf = (identity: AgeIdentity): Attempt => {
    const attempt = attempts.get(identity) ?? createAttempt(identity, tools)
    attempts.set(identity, attempt)
    return attempt
  }
  return async (identities, call) => {
    const problems: string[] = []
    for (const identity of identities.toSorted((a, b) => effort(a) - effort(b))) {
      try {
        const dataKey = await unlessNoMatch(() => attemptOf(identity)(call))
        if (dataKey !== undefined) return { dataKey }
      } catch (error) {
        // One that fails does not keep the next from fitting.
        if (!isSopsError(error) || error.code === 'ABORTED') throw error
        problems.push(error.message)
      }
    }
    return { problems }
  }
}

function createAttempt(identity: AgeIdentity, { passphrases, plugins }: AgeTools): Attempt {
  if (typeof identity === 'string') return createPluginAttempt(identity, plugins)
  return identity.kind === 'ssh'
    ? createSshAttempt(identity, passphrases)
    : createEncryptedAttempt(identity, passphrases)
}

// An SSH key asks for its passphrase only when it fits; the others ask or start programs to find out.
function effort(identity: AgeIdentity): number {
  if (typeof identity === 'string') return 2
  return identity.kind === 'ssh' ? 0 : 1
}
