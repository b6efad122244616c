import type { KeyService } from './key-service.ts'

const limit = 4096

/**
 * A key service that asks for each wrapped key once and keeps the answer, so that a person, an agent or a
 * server is asked once per process and not once per file. Only what was unwrapped is kept, never a failure.
 * The data keys stay in memory as long as the service does: make one per tenant, and let go of it.
 *
 * @example
 * ```ts
 * import { cachedKeyService, type KeyService } from '@sopskit/core'
 * const once = (service: KeyService): KeyService => cachedKeyService(service)
 * ```
 */
export function cachedKeyService(service: KeyService): KeyService {
  const kept = new Map<string, Uint8Array>()
  // By their names and not by `...service`, for the functions of a class are not among its own properties.
  const cached: KeyService = {
    name: service.name,
    wrap: async (key, dataKey, call) => service.wrap(key, dataKey, call),
    unwrap: async (key, enc, call) => {
      // The whole key: names of different keys can be equal, such as those of contexts with commas.
      const id = JSON.stringify([key, enc])
      const known = kept.get(id)
      // An aborted call is for the service to refuse.
      if (known !== undefined && call.signal?.aborted !== true) return known.slice()
      const dataKey = await service.unwrap(key, enc, call)
      if (dataKey !== null) keep(kept, id, dataKey.slice())
      return dataKey
    },
  }
  if (service.complete === undefined) return cached
  return {
    ...cached,
    complete: async (key, call) => (await service.complete?.(key, call)) ?? null,
  }
}

/** The oldest goes first, so that a long run over many files does not fill the memory. */
function keep(kept: Map<string, Uint8Array>, id: string, dataKey: Uint8Array): void {
  const [oldest] = kept.keys()
  if (kept.size >= limit && oldest !== undefined) {
    kept.get(oldest)?.fill(0)
    kept.delete(oldest)
  }
  kept.set(id, dataKey)
}
