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
 * every other kind. What most services need beside it is here too: `withDeadline`, `refuseAborted`,
 * `requireWrapped`, `requireCiphertext`, `requireDataKey` and `loadPackage`.
 *
 * @example
 * ```ts
 * import { defineKeyService, requireDataKey, requireWrapped, withDeadline } from '@sopskit/core'
 * async function ask(path: string, body: string | Uint8Array, signal: AbortSignal): Promise<Response> {
 *   return fetch(`https://keys.example/${path}`, { method: 'POST', body: new Blob([body.slice()]), signal })
 * }
 * const service = defineKeyService({
 *   type: 'hckms',
 *   name: 'example',
 *   wrap: async ({ keyId }, dataKey, { signal }) => {
 *     const bounds = { deadlineMs: 30_000, signal, subject: `The key ${keyId}` }
 *     return withDeadline(bounds, async (bounded) => (await ask('wrap', dataKey, bounded)).text())
 *   },
 *   unwrap: async ({ keyId }, enc, { signal }) => {
 *     const subject = `The key ${keyId}`
 *     const body = requireWrapped(enc, subject)
 *     return withDeadline({ deadlineMs: 30_000, signal, subject }, async (bounded) => {
 *       const answer = await ask('unwrap', body, bounded)
 *       return requireDataKey(new Uint8Array(await answer.arrayBuffer()), subject)
 *     })
 *   },
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
  return {
    ...service,
    complete: async (key, call) => (mine(key) ? complete.call(definition, key, call) : null),
  }
}
