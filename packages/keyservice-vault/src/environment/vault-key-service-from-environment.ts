import type { KeyService } from '@sopskit/core'
import { longestDeadlineMs } from '@sopskit/core'
import { createKeyService } from '../create-key-service.ts'
import { defaultMaxRetries } from '../http/retry.ts'
import { defaultDeadlineMs } from '../settings.ts'
import type { VaultSettings } from '../settings.ts'
import type { VaultKeyServiceOptions } from '../vault-key-service.ts'
import { vaultSettings } from '../vault-key-service.ts'
import { goDuration } from './go-values.ts'
import { invalidVariable } from './invalid-variable.ts'
import { proxyFromEnvironment } from './proxy-from-environment.ts'
import { tlsFromEnvironment } from './tls-from-environment.ts'
import { tokenFromEnvironment } from './token-from-environment.ts'
import type { VaultEnvironment } from './vault-environment.ts'

/**
 * The key service over the settings that `sops` would use (HCV-004 to HCV-006): `VAULT_TOKEN` or
 * `~/.vault-token`, `VAULT_NAMESPACE`, `VAULT_CACERT`, `VAULT_CACERT_BYTES`, `VAULT_CAPATH`,
 * `VAULT_CLIENT_CERT`, `VAULT_CLIENT_KEY`, `VAULT_TLS_SERVER_NAME`, `VAULT_SKIP_VERIFY`,
 * `VAULT_MAX_RETRIES`, `VAULT_CLIENT_TIMEOUT`, `VAULT_PROXY_ADDR`, `VAULT_HTTP_PROXY`, the usual proxy
 * variables, and `SOPS_HC_VAULT_ALLOWLIST`. Nothing is read before a Vault key is used, and then for every
 * call. `options` come before the environment; `proxy`, `tls` and `client` of them replace what it says.
 *
 * Errors are those of {@link vaultKeyService}; beside them, a variable or a file that cannot be understood is
 * `INVALID_OPTION`, a client certificate that cannot be read `INVALID_IDENTITY`, and an unreadable
 * `~/.vault-token` `PERMISSION_DENIED`.
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises'
 * import { homedir } from 'node:os'
 * import { vaultKeyServiceFromEnvironment } from '@sopskit/keyservice-vault'
 * const service = vaultKeyServiceFromEnvironment({ env: process.env, homeDirectory: homedir(), readFile })
 * ```
 */
export function vaultKeyServiceFromEnvironment(
  environment: VaultEnvironment,
  options: VaultKeyServiceOptions = {},
): KeyService {
  return createKeyService(() => settingsFrom(environment, options))
}

async function settingsFrom(
  environment: VaultEnvironment,
  options: VaultKeyServiceOptions,
): Promise<VaultSettings> {
  const { env } = environment
  return vaultSettings({
    namespace: env['VAULT_NAMESPACE'] ?? '',
    allowlist: env['SOPS_HC_VAULT_ALLOWLIST'] ?? '',
    maxRetries: maxRetries(env['VAULT_MAX_RETRIES'] ?? ''),
    deadlineMs: deadline(env['VAULT_CLIENT_TIMEOUT'] ?? ''),
    ...options,
    token: options.token ?? (await tokenFromEnvironment(environment)),
    tls: options.tls ?? (await tlsFromEnvironment(environment)),
    proxy: options.proxy ?? proxyFromEnvironment(env),
  })
}

function maxRetries(text: string): number {
  if (text === '') return defaultMaxRetries
  if (/^\d{1,2}$/.test(text)) return Number(text)
  throw invalidVariable('VAULT_MAX_RETRIES', 'a number from 0 to 99')
}

// Nothing means the default, zero "no limit", as for Vault's own clients.
function deadline(text: string): number {
  if (text === '') return defaultDeadlineMs
  const milliseconds = goDuration(text)
  if (milliseconds === 0) return longestDeadlineMs
  if (milliseconds !== undefined && milliseconds <= longestDeadlineMs)
    return Math.max(1, milliseconds)
  throw invalidVariable('VAULT_CLIENT_TIMEOUT', 'a number of seconds, or a duration such as 1m30s')
}
