/** A part of the header of an age file: the file key, wrapped for one recipient. */
export interface AgeStanza {
  readonly args: readonly string[]
  readonly body: Uint8Array
}

/** What runs age plugins; `agePlugins` of `@sopskit/keyservice-age/node` starts them as programs. */
export interface AgePlugins {
  /** Has the plugin of a recipient (`age1NAME1…`) wrap a file key; rejects with a `SopsError`. */
  wrapFileKey(
    recipient: string,
    fileKey: Uint8Array,
    signal?: AbortSignal,
  ): Promise<readonly AgeStanza[]>
  /** Has the plugin of an identity (`AGE-PLUGIN-NAME-1…`) look for the file key; `null` when it is not for it. */
  unwrapFileKey(
    identity: string,
    stanzas: readonly AgeStanza[],
    signal?: AbortSignal,
  ): Promise<Uint8Array | null>
}
