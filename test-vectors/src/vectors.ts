import { readJson } from './files.ts'

/** One value encrypted with a fixed key and IV (V1, V4). */
export interface ValueVector {
  readonly key: Uint8Array
  readonly iv: Uint8Array
  readonly aad: string
  readonly plaintext: Uint8Array
  readonly type: string
  /** The whole `ENC[…]` text. */
  readonly text: string
}

/** A MAC: what is hashed, the hash as text, and its encrypted form (M1, M5). */
export interface MacVector {
  readonly note: string
  readonly key: Uint8Array
  readonly iv: Uint8Array
  readonly hashed: Uint8Array
  readonly mac: string
  /** The `lastmodified` text. */
  readonly aad: string
  readonly text: string
}

/** Shares made by sops and the data key they combine to (S2). */
export interface ShamirVector {
  readonly note: string
  readonly threshold: number
  readonly shares: readonly Uint8Array[]
  readonly dataKey: Uint8Array
}

/** `vectors.json` as it stands: bytes are hexadecimal. */
export interface VectorFile {
  readonly values: readonly {
    readonly keyHex: string
    readonly ivHex: string
    readonly aad: string
    readonly plaintextHex: string
    readonly type: string
    readonly text: string
  }[]
  readonly mac: readonly {
    readonly note: string
    readonly keyHex: string
    readonly ivHex: string
    readonly hashedHex: string
    readonly mac: string
    readonly aad: string
    readonly text: string
  }[]
  readonly shamir: readonly {
    readonly note: string
    readonly threshold: number
    readonly sharesHex: readonly string[]
    readonly dataKeyHex: string
  }[]
}

const file = readJson('vectors.json') as VectorFile

/**
 * Values of every type with a fixed key and IV.
 *
 * @example
 * ```ts
 * import { valueVectors } from '@sopskit/test-vectors'
 * valueVectors.map((vector) => vector.type)
 * ```
 */
export const valueVectors: readonly ValueVector[] = file.values.map((vector) => ({
  key: fromHex(vector.keyHex),
  iv: fromHex(vector.ivHex),
  aad: vector.aad,
  plaintext: fromHex(vector.plaintextHex),
  type: vector.type,
  text: vector.text,
}))

/** MACs over known bytes with a fixed key and IV. */
export const macVectors: readonly MacVector[] = file.mac.map((vector) => ({
  note: vector.note,
  key: fromHex(vector.keyHex),
  iv: fromHex(vector.ivHex),
  hashed: fromHex(vector.hashedHex),
  mac: vector.mac,
  aad: vector.aad,
  text: vector.text,
}))

/** Shamir shares made by sops. */
export const shamirVectors: readonly ShamirVector[] = file.shamir.map((vector) => ({
  note: vector.note,
  threshold: vector.threshold,
  shares: vector.sharesHex.map(fromHex),
  dataKey: fromHex(vector.dataKeyHex),
}))

function fromHex(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'hex'))
}
