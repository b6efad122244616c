import type { KeyService } from '@sopskit/core'
import { defineKeyService, refuseAborted } from '@sopskit/core'
import type { AgeTools } from './age-tools.ts'
import { someAgeKey } from './age-key-name.ts'
import type { FindIdentities } from './identities/identity-supply.ts'
import { createUnwrapper } from './unwrap.ts'
import { wrap } from './wrap.ts'

/** The key service over identities that are looked for when the first data key must be unwrapped. */
export function createKeyService(find: FindIdentities, tools: AgeTools): KeyService {
  const unwrap = createUnwrapper(tools)
  return defineKeyService({
    type: 'age',
    name: 'age',
    wrap: async ({ recipient }, dataKey, { signal }) => {
      refuseAborted(signal, someAgeKey)
      const enc = await wrap(recipient, dataKey, { plugins: tools.plugins, signal })
      refuseAborted(signal, someAgeKey)
      return enc
    },
    unwrap: async ({ recipient }, enc, { signal }) => {
      refuseAborted(signal, someAgeKey)
      const supply = await find(recipient, signal)
      refuseAborted(signal, someAgeKey)
      return unwrap({ enc, recipient, signal }, supply)
    },
  })
}
