import type { KeyService } from '@sopskit/core'
import { defineKeyService, SopsError } from '@sopskit/core'
import type { FindIdentities } from './identities/identity-supply.ts'
import { checkRecipient } from './recipients/check-recipient.ts'
import type { AgeUnwrapper } from './unwrap.ts'
import { createUnwrapper } from './unwrap.ts'
import { wrap } from './wrap.ts'

/** The key service over identities that are looked for when the first data key must be unwrapped. */
export function createKeyService(find: FindIdentities): KeyService {
  let unwrapper: Promise<AgeUnwrapper> | undefined
  return defineKeyService({
    type: 'age',
    name: 'age',
    wrap: async ({ recipient }, dataKey, { signal }) => {
      refuseAborted(signal)
      checkRecipient(recipient)
      return wrap(recipient, dataKey)
    },
    unwrap: async ({ recipient }, enc, { signal }) => {
      refuseAborted(signal)
      unwrapper ??= prepare(find)
      const unwrap = await unwrapper
      refuseAborted(signal)
      return unwrap(enc, recipient)
    },
  })
}

async function prepare(find: FindIdentities): Promise<AgeUnwrapper> {
  return createUnwrapper(await find())
}

function refuseAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new SopsError('ABORTED', 'The operation on the age key was aborted.')
}
