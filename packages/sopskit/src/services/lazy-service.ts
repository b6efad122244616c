import type { KeyService, MasterKeyType } from '@sopskit/core'

/** How a key service is made when the first key of its kind turns up. */
export interface LazyServiceOptions {
  /** The one kind of key it handles. */
  readonly type: MasterKeyType
  readonly name: string
  readonly load: () => Promise<KeyService>
  /** Whether it completes keys (AZ-003). */
  readonly completes?: boolean
}

/** A key service whose code is loaded when the first key of its kind turns up, and its credentials are read. */
export function lazyService({ type, name, load, completes }: LazyServiceOptions): KeyService {
  let loaded: Promise<KeyService> | undefined
  const service = (): Promise<KeyService> => {
    loaded ??= load()
    return loaded
  }
  const lazy: KeyService = {
    name,
    wrap: async (key, dataKey, call) =>
      key.type === type ? (await service()).wrap(key, dataKey, call) : null,
    unwrap: async (key, enc, call) =>
      key.type === type ? (await service()).unwrap(key, enc, call) : null,
  }
  if (completes !== true) return lazy
  return {
    ...lazy,
    complete: async (key, call) =>
      key.type === type ? ((await service()).complete?.(key, call) ?? null) : null,
  }
}
