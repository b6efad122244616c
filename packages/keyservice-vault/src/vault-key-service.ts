import type { KeyService } from '@sopskit/core'
import { longestDeadlineMs, requireDeadline, SopsError } from '@sopskit/core'
import { createKeyService } from './create-key-service.ts'
import type { ProxyFor } from './http/proxy.ts'
import { defaultMaxRetries, retrying } from './http/retry.ts'
import { sendRequest } from './http/send-request.ts'
import type { SendVaultRequest } from './http/vault-request.ts'
import { defaultDeadlineMs } from './settings.ts'
import type { VaultSettings, VaultTls } from './settings.ts'

/** Settings of {@link vaultKeyService}. Nothing else counts: neither environment nor files are read. */
export interface VaultKeyServiceOptions {
  /** The Vault token; without one requests are sent without (HCV-004). */
  readonly token?: string
  /** The namespace, for the header `X-Vault-Namespace` (HCV-005). */
  readonly namespace?: string
  readonly tls?: VaultTls
  /** The addresses that may be used, as the text of `SOPS_HC_VAULT_ALLOWLIST` (HCV-006); default: all. */
  readonly allowlist?: string
  /** Gives the proxy for a URL; default: none. */
  readonly proxy?: ProxyFor
  /** Further attempts when the server is overloaded, sealed or unreachable; default 2. */
  readonly maxRetries?: number
  /** Milliseconds before the first further attempt, twice as many before the second; default 1000. */
  readonly retryWaitMs?: number
  /** After so many milliseconds a call ends with `SERVICE_UNAVAILABLE`; default 60000. */
  readonly deadlineMs?: number
  /** Sends the requests in place of the HTTP client of Node; `tls` and `proxy` are then without effect. */
  readonly client?: SendVaultRequest
}

/**
 * A key service for keys of the transit engine of HashiCorp Vault, on any mount path (HCV-001 to HCV-007).
 * The address is always that of the key. Redirects are not followed: the token would go along. The library
 * `node-vault` is loaded on first use.
 *
 * Both directions throw {@link SopsError} `INVALID_MASTER_KEY` for a malformed key, `PERMISSION_DENIED` for
 * a missing or wrong token, a policy that forbids it and an address that is not on the allowlist,
 * `SERVICE_UNAVAILABLE` for a server that is unreachable, sealed, too slow or not trusted, `INVALID_OPTION`
 * for an allowlist with an empty entry, `PACKAGE_MISSING` and `ABORTED`; for all else `wrap` throws
 * `WRAP_FAILED` and `unwrap` `UNWRAP_FAILED`.
 *
 * @throws {@link SopsError} `INVALID_OPTION` for a number that cannot be, or a client certificate without its key.
 * @example
 * ```ts
 * import { vaultKeyService } from '@sopskit/keyservice-vault'
 * const service = vaultKeyService({ token: 'the-token', allowlist: 'https://vault.example:8200' })
 * ```
 */
export function vaultKeyService(options: VaultKeyServiceOptions = {}): KeyService {
  const settings = vaultSettings(options)
  return createKeyService(() => Promise.resolve(settings))
}

/** The settings of some options. */
export function vaultSettings(options: VaultKeyServiceOptions): VaultSettings {
  const { token = '', namespace = '', allowlist = '', tls = {}, proxy = () => undefined } = options
  const {
    maxRetries = defaultMaxRetries,
    retryWaitMs = 1000,
    deadlineMs = defaultDeadlineMs,
  } = options
  requireWithin('maxRetries', maxRetries, [0, 100])
  requireWithin('retryWaitMs', retryWaitMs, [0, longestDeadlineMs])
  requireDeadline(deadlineMs)
  if ((tls.cert === undefined) !== (tls.key === undefined)) throw halfCertificate()
  const send = options.client ?? sendRequest({ tls, proxy })
  return {
    token,
    namespace,
    allowlist,
    deadlineMs,
    send: retrying(send, { maxRetries, retryWaitMs }),
  }
}

function requireWithin(
  name: string,
  value: number,
  [least, most]: readonly [number, number],
): void {
  if (value >= least && value <= most) return
  throw new SopsError(
    'INVALID_OPTION',
    `The option ${name} must be a number between ${least} and ${most}.`,
  )
}

function halfCertificate(): SopsError {
  const message =
    'A client certificate for Vault needs both the certificate and its key (VAULT_CLIENT_CERT and VAULT_CLIENT_KEY).'
  return new SopsError('INVALID_OPTION', message)
}
