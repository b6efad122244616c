/** What {@link AeadKey.seal} gives: `ciphertext` as long as the plaintext, `tag` always 16 bytes (V1). */
export interface SealedBox {
  readonly ciphertext: Uint8Array
  readonly tag: Uint8Array
}

/** One imported AES key. Made once per data key: importing costs more than sealing a short value. */
export interface AeadKey {
  /** Encrypts; `iv` is 32 bytes when SOPS writes (V1), at least 8 here. */
  seal(plaintext: Uint8Array, iv: Uint8Array, aad: Uint8Array): SealedBox
  /**
   * Decrypts `ciphertext` followed by its 16-byte tag (V11), or gives `undefined` when it does not
   * authenticate. There is one undifferentiated failure: wrong key, IV, AAD, tag or text look alike.
   */
  open(ciphertextAndTag: Uint8Array, iv: Uint8Array, aad: Uint8Array): Uint8Array | undefined
}

/** AES-GCM and SHA-512 of one runtime, synchronous. */
export interface Aead {
  /** `node:crypto` or `@noble/ciphers`; for diagnostics only. */
  readonly name: string
  /**
   * Imports a data key of 16, 24 or 32 bytes (V3).
   *
   * @throws {@link SopsError} `INVALID_DATA_KEY` for any other length.
   */
  importKey(dataKey: Uint8Array): AeadKey
  /** Starts a SHA-512 for the MAC (M1). */
  createSha512(): Sha512
}

/** An incremental SHA-512. */
export interface Sha512 {
  /** Adds bytes, or text as UTF-8. */
  update(data: Uint8Array | string): void
  /** The 64-byte digest; the object is used up. */
  digest(): Uint8Array
}
