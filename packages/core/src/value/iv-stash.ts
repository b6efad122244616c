/**
 * The IVs of the values of a decrypted file, kept so that encrypting it again leaves unchanged values
 * as they are (V19). Each leaf keeps its own: equal values of one list queue up in document order, where
 * sops would give all of them the IV of the last.
 */
export interface IvStash {
  /** Remembers the IV of a value that was decrypted. */
  keep(value: StashedValue, iv: Uint8Array): void
  /** Takes the IV of the next equal value at an equal place, or `undefined` when there is none left. */
  take(value: StashedValue): Uint8Array | undefined
}

/** What must be equal for an IV to be used again: then the ciphertext is equal too. */
export interface StashedValue {
  readonly aad: string
  readonly type: string
  readonly plaintext: string | Uint8Array
}

/** IVs of equal values in document order; `next` counts those taken. */
interface Queue {
  readonly ivs: Uint8Array[]
  next: number
}

/** Makes an empty stash. */
export function createIvStash(): IvStash {
  const queues = new Map<string, Queue>()
  return {
    keep(value, iv): void {
      const key = stashKey(value)
      const queue = queues.get(key)
      if (queue === undefined) queues.set(key, { ivs: [iv], next: 0 })
      else queue.ivs.push(iv)
    },
    take(value): Uint8Array | undefined {
      const queue = queues.get(stashKey(value))
      return queue?.ivs[queue.next++]
    },
  }
}

/** For decrypting only: keeps nothing. */
export const noIvStash: IvStash = { keep: () => undefined, take: () => undefined }

// Lengths in front keep (`a`, `b:c`) and (`a:b`, `c`) apart.
function stashKey({ aad, type, plaintext }: StashedValue): string {
  const form = typeof plaintext === 'string' ? 'text' : 'bytes'
  const text = typeof plaintext === 'string' ? plaintext : plaintext.join()
  return `${aad.length}:${aad}${type.length}:${type}${form}:${text}`
}
