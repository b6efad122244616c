/** One HTTP request, as it goes to Vault. It holds the token. */
export interface VaultRequest {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What came back, whatever the status. */
export interface VaultResponse {
  readonly status: number
  readonly body: string
}

/**
 * Sends one request and gives the answer. It must not follow redirects, since the token would go along, and
 * rejects when there is no answer.
 */
export type SendVaultRequest = (
  request: VaultRequest,
  signal: AbortSignal,
) => Promise<VaultResponse>
