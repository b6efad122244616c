import type { SendVaultRequest } from './http/vault-request.ts'

/** The limit of Vault's own clients. */
export const defaultDeadlineMs = 60_000

/** How the certificate of a Vault server is checked, and which one we show. */
export interface VaultTls {
  /** The certificates to trust in place of those of the runtime, as PEM. */
  readonly ca?: readonly string[]
  /** Our certificate and its key, as PEM; both or none. */
  readonly cert?: string
  readonly key?: string
  /** The name that the certificate must hold when it is not that of the address. */
  readonly serverName?: string
  /** True accepts any certificate: whoever answers gets the token and the data keys. */
  readonly skipVerify?: boolean
}

/** What one call needs to know; an empty text stands for "none". */
export interface VaultSettings {
  readonly token: string
  readonly namespace: string
  /** The text of `SOPS_HC_VAULT_ALLOWLIST` (HCV-006). */
  readonly allowlist: string
  readonly deadlineMs: number
  readonly send: SendVaultRequest
}
