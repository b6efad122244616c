/** What every call of {@link AwsKmsClient} takes. */
export interface AwsKmsCall {
  readonly abortSignal: AbortSignal
}

/**
 * The two operations that are needed of AWS KMS; an object of the class `KMS` of `@aws-sdk/client-kms` has
 * them.
 */
export interface AwsKmsClient {
  /** `TrentService.Encrypt` (KMS-003). */
  encrypt(
    input: { KeyId: string; Plaintext: Uint8Array; EncryptionContext: Record<string, string> },
    call: AwsKmsCall,
  ): Promise<{ CiphertextBlob?: Uint8Array | undefined }>
  /** `TrentService.Decrypt` (KMS-004). */
  decrypt(
    input: { KeyId: string; CiphertextBlob: Uint8Array; EncryptionContext: Record<string, string> },
    call: AwsKmsCall,
  ): Promise<{ Plaintext?: Uint8Array | undefined }>
}

/** What a client is for: its region, and as whom it signs. */
export interface AwsKmsTarget {
  /** Of the key's ARN (KMS-005). */
  readonly region: string
  /** The role to assume, or nothing (KMS-006). */
  readonly role: string
  /** The profile of the shared files that the key names, or nothing (KMS-007). */
  readonly awsProfile: string
}

/** Makes or finds the client for a target. */
export type ConnectKms = (target: AwsKmsTarget) => AwsKmsClient | Promise<AwsKmsClient>
