import type { KeyService } from '@sopskit/core'
import { encodeUtf8 } from '@sopskit/core'
import { createKeyService } from './create-key-service.ts'
import type { AgeIdentity } from './identities/age-identity.ts'
import { identityKind } from './identities/identity-kind.ts'
import { encryptedStart, invalidIdentity } from './identities/invalid-identity.ts'
import type { AskAgePassphrase } from './passphrase/passphrases.ts'
import type { AgePlugins } from './plugins/age-plugins.ts'

/** Settings of {@link ageKeyService}. */
export interface AgeKeyServiceOptions {
  /**
   * What to unwrap with; none is needed to wrap. A text is an identity (`AGE-SECRET-KEY-1…`,
   * `AGE-SECRET-KEY-PQ-1…`, `AGE-PLUGIN-NAME-1…`), a whole private key of SSH, or a whole armored file of
   * identities that is encrypted with a passphrase.
   */
  readonly identities?: readonly AgeIdentity[]
  /** Asks for the passphrase of an SSH key or a file of identities, when one is needed, and once for each. */
  readonly askPassphrase?: AskAgePassphrase
  /** Runs age plugins: `agePlugins` of `@sopskit/keyservice-age/node`. */
  readonly plugins?: AgePlugins
}

/**
 * A key service for age recipients: X25519 (`age1…`), hybrid post-quantum (`age1pq1…`), SSH keys
 * (`ssh-ed25519`, `ssh-rsa`) and, with `plugins`, those of age plugins (`age1NAME1…`). The `enc` text
 * is an armored age file for that one recipient (D5, AGE-003). As in sops, unwrapping tries every
 * identity, whatever recipient the file names (CLI-059); those that ask nobody come first. The age library
 * is loaded on first use, and what only SSH keys, passphrases or plugins need when one of them is used.
 *
 * - `wrap` throws {@link SopsError} `INVALID_MASTER_KEY` for a malformed recipient,
 *   `UNSUPPORTED_KEY_TYPE` for one of a plugin without `plugins`, and `WRAP_FAILED`.
 * - `unwrap` throws `UNWRAP_FAILED` when no identity fits or the text is damaged; the message tells which
 *   identities could not be used, and why.
 * - Both throw `ABORTED` once their signal is aborted.
 *
 * @throws {@link SopsError} `INVALID_IDENTITY` when one of the identities is malformed, or is for a plugin
 * and there are no `plugins`. Whether an SSH key or an encrypted file is intact only its use tells.
 * @example
 * ```ts
 * import { ageKeyService } from '@sopskit/keyservice-age'
 * const service = ageKeyService()
 * const recipient = 'age1wylsspaenmkqkxgtka9n3vcjnagsu2vkstevaafvu06xxtcccg8qz9ustl'
 * const enc = await service.wrap({ type: 'age', recipient }, new Uint8Array(32), {})
 * ```
 */
export function ageKeyService(options: AgeKeyServiceOptions = {}): KeyService {
  const { askPassphrase, plugins } = options
  const identities = (options.identities ?? []).map((identity, index) =>
    typeof identity === 'string' ? readIdentity(identity, index + 1, plugins) : { ...identity },
  )
  const passphrases = askPassphrase && { ask: askPassphrase }
  return createKeyService(() => Promise.resolve({ identities, report: '' }), {
    passphrases,
    plugins,
  })
}

function readIdentity(text: string, number: number, plugins: AgePlugins | undefined): AgeIdentity {
  const place = `Age identity ${number}`
  if (encryptedStart.test(text)) return { kind: 'encrypted', file: encodeUtf8(text), place }
  if (/^-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/.test(text)) {
    return { kind: 'ssh', privateKey: text, place }
  }
  const kind = identityKind(text)
  if (kind === 'native' || (kind === 'plugin' && plugins !== undefined)) return text
  throw invalidIdentity(text, place)
}
