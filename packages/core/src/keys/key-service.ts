import type { MasterKey, MasterKeyType } from './master-key.ts'

/** What every call of a key service takes. */
export interface KeyServiceCall {
  /** Aborts the call; the service passes it on to its network client. */
  readonly signal?: AbortSignal
}

/**
 * Wraps and unwraps data keys for the kinds of master key it knows. `null` means "not mine": the next
 * service is asked. An error means "mine, and broken".
 */
export interface KeyService {
  /** Shown in the report when no data key can be had; never a secret. */
  readonly name: string
  /** Encrypts the data key (32 bytes, or a 33-byte share, S2) and gives the `enc` text of the metadata, or `null`. */
  wrap(key: MasterKey, dataKey: Uint8Array, call: KeyServiceCall): Promise<string | null>
  /** Decrypts an `enc` text to the data key or share, or gives `null`. */
  unwrap(key: MasterKey, enc: string, call: KeyServiceCall): Promise<Uint8Array | null>
  /**
   * Gives the key as it is written into a file, when its text leaves a part to the server: the version of an
   * Azure key (AZ-003). `null` means "not mine". A service whose keys are always complete has no such method.
   */
  complete?(key: MasterKey, call: KeyServiceCall): Promise<MasterKey | null>
}

type KeyOf<T extends MasterKeyType> = Extract<MasterKey, { readonly type: T }>

/** A key service for one kind of master key, as its author writes it. */
export interface KeyServiceDefinition<T extends MasterKeyType> {
  /** The one kind of key it handles; every other is answered with `null`. */
  readonly type: T
  readonly name: string
  wrap(key: KeyOf<T>, dataKey: Uint8Array, call: KeyServiceCall): Promise<string | null>
  unwrap(key: KeyOf<T>, enc: string, call: KeyServiceCall): Promise<Uint8Array | null>
  complete?(key: KeyOf<T>, call: KeyServiceCall): Promise<KeyOf<T>>
}

/**
 * Turns a service written for one kind of master key into a {@link KeyService} that answers `null` to
 * every other kind.
 *
 * @example
 * ```ts
 * import { defineKeyService } from '@sopskit/core'
 * const service = defineKeyService({
 *   type: 'age',
 *   name: 'example',
 *   wrap: async (key, dataKey) => `${key.recipient}:${dataKey.length}`,
 *   unwrap: async () => null,
 * })
 * ```
 */
export function defineKeyService<T extends MasterKeyType>(
  definition: KeyServiceDefinition<T>,
): KeyService {
  const mine = (key: MasterKey): key is KeyOf<T> => key.type === definition.type
  const { name, complete } = definition
  const service: KeyService = {
    name,
    wrap: async (key, dataKey, call) => (mine(key) ? definition.wrap(key, dataKey, call) : null),
    unwrap: async (key, enc, call) => (mine(key) ? definition.unwrap(key, enc, call) : null),
  }
  if (complete === undefined) return service
  return { ...service, complete: async (key, call) => (mine(key) ? complete(key, call) : null) }
}
