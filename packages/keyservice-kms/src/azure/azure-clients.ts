/** How one request is made. */
export interface AzureRequestOptions {
  abortSignal: AbortSignal
}

/** What an operation of a key answers, of which nothing is taken for granted. */
export interface AzureOperationAnswer {
  readonly result?: Uint8Array
}

/** The calls that are made of `CryptographyClient` of `@azure/keyvault-keys`, which is one of these. */
export interface AzureCryptographyClient {
  encrypt(
    parameters: { algorithm: 'RSA-OAEP-256'; plaintext: Uint8Array },
    options: AzureRequestOptions,
  ): Promise<AzureOperationAnswer>
  decrypt(
    parameters: { algorithm: 'RSA-OAEP-256'; ciphertext: Uint8Array },
    options: AzureRequestOptions,
  ): Promise<AzureOperationAnswer>
}

/** The call that is made of `KeyClient` of `@azure/keyvault-keys`, which is one of these. */
export interface AzureKeyClient {
  getKey(name: string, options: AzureRequestOptions): Promise<{ readonly id?: string }>
}

/** Which key of which vault. */
export interface AzureKeyId {
  /** `VAULT/keys/NAME/VERSION`, or `VAULT/keys/NAME` where an old file has no version. */
  readonly id: string
  readonly vaultUrl: string
  readonly name: string
}

/** Gives the clients for one operation; each is asked one thing. */
export interface AzureClients {
  cryptography(key: AzureKeyId): AzureCryptographyClient
  keys(vaultUrl: string): AzureKeyClient
}

/** What gives tokens: every credential of `@azure/identity` is one of these. */
export interface AzureCredential {
  getToken(
    scopes: string | string[],
    options?: { abortSignal?: AbortSignalLike },
  ): Promise<AzureToken | null>
}

/** A token and when it ends, as milliseconds since 1970. */
export interface AzureToken {
  token: string
  expiresOnTimestamp: number
}

/** An abort signal, as far as Azure's packages look at one. */
export interface AbortSignalLike {
  readonly aborted: boolean
  addEventListener(
    type: 'abort',
    listener: (this: AbortSignalLike, event: unknown) => unknown,
  ): void
  removeEventListener(
    type: 'abort',
    listener: (this: AbortSignalLike, event: unknown) => unknown,
  ): void
}
