/** What writes to S3: the class `S3` of `@aws-sdk/client-s3` is one of these. */
export interface S3Client {
  putObject(
    input: {
      readonly Bucket: string
      readonly Key: string
      readonly Body: Uint8Array
      readonly ContentType: string
    },
    options: { readonly abortSignal: AbortSignal },
  ): Promise<unknown>
}

/** What writes to Google Cloud Storage: the class `Storage` of `@google-cloud/storage` is one of these. */
export interface GcsClient {
  bucket(name: string): {
    file(name: string): {
      save(
        data: Buffer,
        options: {
          readonly resumable: false
          readonly contentType: string
          readonly timeout: number
        },
      ): Promise<void>
    }
  }
}

/** One request to Vault; `json` is the text of the body, which numbers beyond 53 bits survive. */
export interface VaultRequest {
  readonly method: 'GET' | 'PUT'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly json?: Buffer
}

/** What writes to Vault: the clients of `node-vault` are such. Gives the body of the answer. */
export interface VaultClient {
  request(request: VaultRequest): Promise<unknown>
}

/** Clients to use in place of those that follow the environment. */
export interface PublishClients {
  readonly s3?: S3Client | undefined
  readonly gcs?: GcsClient | undefined
  /** Gives the client for an address, such as `https://vault.example:8200`. */
  readonly vault?: ((address: string) => VaultClient | Promise<VaultClient>) | undefined
}
