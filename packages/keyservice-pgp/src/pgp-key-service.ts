import type { KeyService } from '@sopskit/core'
import { defineKeyService, refuseAborted } from '@sopskit/core'
import { somePgpKey } from './key-name.ts'
import type { AskPassphrase } from './keys/ask-passphrase.ts'
import { parseKeyIdentifier } from './keys/key-identifier.ts'
import { requireKeyMaterial } from './keys/key-material.ts'
import { createWorkshop, type Workshop } from './workshop.ts'

/** Settings of {@link pgpKeyService}. */
export interface PgpKeyServiceOptions {
  /** Keys to wrap for: each a key or several, armored or binary, as `gpg --export` writes them. */
  readonly publicKeys?: readonly (string | Uint8Array)[]
  /** Keys to unwrap with, as `gpg --export-secret-keys` writes them; they are wrapped for as well. */
  readonly privateKeys?: readonly (string | Uint8Array)[]
  /**
   * Gives the passphrase of a locked key, or `undefined` when there is none. Asked when a key must be
   * unlocked, once for a key: calls that wait for the same key share one question. A key that was not
   * unlocked is asked for again by the next call.
   */
  readonly passphrase?: AskPassphrase
  /** The clock that tells whether a key has expired. Default: that of the runtime. */
  readonly now?: () => Date
}

/**
 * A key service for PGP keys that works in this process, without gpg. The `enc` text is an armored message
 * for that one key (PGP-005). A key is named by the fingerprint or long id of its primary key or of a subkey, in
 * any case; a trailing `!` wraps for exactly that subkey, else the newest one for encryption is taken, as
 * gpg does (PGP-003). Unwrapping tries the private keys that the message names, whatever fingerprint the
 * file does (PGP-004); expired keys unwrap, but nothing is wrapped for them (PGP-010). The library
 * `openpgp` is loaded on first use.
 *
 * - `wrap` throws {@link SopsError} `INVALID_MASTER_KEY` for a text that is no fingerprint or long id, or
 *   fits several keys, and `WRAP_FAILED` for a key that is unknown, expired, revoked or not for encryption.
 * - `unwrap` throws `UNWRAP_FAILED` when no private key fits or the message is damaged, not
 *   authenticated or too large, and `PERMISSION_DENIED` when the key stays locked.
 * - Both throw `INVALID_IDENTITY` for key material that cannot be read, `PACKAGE_MISSING`, and `ABORTED`
 *   once their signal is aborted.
 *
 * @throws {@link SopsError} `INVALID_OPTION` for key material that is neither text nor bytes.
 * @example
 * ```ts
 * import { pgpKeyService } from '@sopskit/keyservice-pgp'
 * const service = pgpKeyService({
 *   privateKeys: [], // armored texts
 *   passphrase: async ({ fingerprint }) => (fingerprint === '' ? undefined : 'from a safe place'),
 * })
 * console.log(service.name)
 * ```
 */
export function pgpKeyService(options: PgpKeyServiceOptions = {}): KeyService {
  const material = requireKeyMaterial(options.publicKeys, options.privateKeys)
  const { passphrase: ask, now = () => new Date() } = options
  let workshop: Promise<Workshop> | undefined
  return defineKeyService({
    type: 'pgp',
    name: 'pgp',
    wrap: async ({ fingerprint }, dataKey, { signal }) => {
      refuseAborted(signal, somePgpKey)
      const identifier = parseKeyIdentifier(fingerprint)
      workshop ??= createWorkshop(material, ask)
      const { wrap } = await workshop
      refuseAborted(signal, somePgpKey)
      return wrap(identifier, dataKey, now())
    },
    unwrap: async ({ fingerprint }, enc, { signal }) => {
      refuseAborted(signal, somePgpKey)
      workshop ??= createWorkshop(material, ask)
      const { unwrap } = await workshop
      refuseAborted(signal, somePgpKey)
      return unwrap(enc, { fingerprint, date: now(), signal })
    },
  })
}
