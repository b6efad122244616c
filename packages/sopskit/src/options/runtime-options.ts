import { pooledRandom, type RandomBytes } from '@sopskit/core'

/** What an operation takes from its surroundings; each has a default. */
export interface RuntimeOptions {
  /** Stops waiting for key services and files. Rejects with the code `ABORTED`. */
  readonly signal?: AbortSignal | undefined
}

/** What encrypting takes from its surroundings; each has a default. */
export interface EncryptRuntimeOptions extends RuntimeOptions {
  /** The time that is written into the file. Default: now. */
  readonly now?: Date | undefined
  /** Where the data key and the IVs come from. Default: the random source of the runtime. */
  readonly random?: RandomBytes | undefined
}

/** The random source of the runtime. */
export const runtimeRandom: RandomBytes = pooledRandom((bytes) => {
  crypto.getRandomValues(bytes)
})
