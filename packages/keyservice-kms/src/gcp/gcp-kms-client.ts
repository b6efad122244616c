/** A checksum as Cloud KMS carries it: a number of 64 bits, which comes back as text over gRPC. */
export interface GcpChecksum {
  readonly value?: { toString(): string } | null
}

/** What is asked of `encrypt`. */
export interface GcpEncryptRequest {
  name: string
  plaintext: Uint8Array
  plaintextCrc32c: { value: number }
}

/** What is asked of `decrypt`. */
export interface GcpDecryptRequest {
  name: string
  ciphertext: Uint8Array
  ciphertextCrc32c: { value: number }
}

/** What `encrypt` answers, of which nothing is taken for granted. */
export interface GcpEncryptAnswer {
  readonly ciphertext?: Uint8Array | string | null
  readonly ciphertextCrc32c?: GcpChecksum | null
  readonly verifiedPlaintextCrc32c?: boolean | null
}

/** What `decrypt` answers, of which nothing is taken for granted. */
export interface GcpDecryptAnswer {
  readonly plaintext?: Uint8Array | string | null
  readonly plaintextCrc32c?: GcpChecksum | null
}

/** How one call is made: the time that is left, and no attempt but the first (`retry: null`). */
export interface GcpCallOptions {
  timeout: number
  retry: null
}

/**
 * The two calls that are made of Google's `KeyManagementServiceClient`, which is one of these. A promise
 * with a method `cancel` is cancelled when the operation is aborted or late.
 */
export interface GcpKmsClient {
  encrypt(
    request: GcpEncryptRequest,
    options: GcpCallOptions,
  ): Promise<readonly [GcpEncryptAnswer, ...unknown[]]>
  decrypt(
    request: GcpDecryptRequest,
    options: GcpCallOptions,
  ): Promise<readonly [GcpDecryptAnswer, ...unknown[]]>
}
