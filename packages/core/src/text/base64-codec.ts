/** The two directions of standard base64, once what is asked for is known to be sound. */
export interface Base64Codec {
  encode(bytes: Uint8Array): string
  /**
   * Fills `bytes` from a text of exactly that many, padding included. False when there is anything in the
   * text that cannot come from bytes; then `bytes` holds nothing of use.
   */
  decode(text: string, bytes: Uint8Array): boolean
}
