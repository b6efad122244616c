import { sha512 } from '@noble/hashes/sha2.js'
import { encodeUtf8 } from '@sopskit/core'
import { blowfishStart } from './blowfish-start.ts'

// How OpenSSH turns a passphrase into a key: OpenBSD's bcrypt_pbkdf(3). The packages for it that there are
// use the module loader of Node, which neither browsers nor the bundled command have.

/** What a key is derived with. */
export interface BcryptOptions {
  readonly salt: Uint8Array
  readonly rounds: number
  /** In bytes. */
  readonly length: number
  /** Ends the work; it then rejects with the reason. */
  readonly signal?: AbortSignal | undefined
}

let startOfAll: Int32Array | undefined

/** Lets others work between the rounds, each of which takes tens of milliseconds. */
export async function bcryptPbkdf(
  passphrase: Uint8Array,
  options: BcryptOptions,
): Promise<Uint8Array> {
  const { salt, length } = options
  const key = new Uint8Array(length)
  const pass = wordsOf(sha512(passphrase))
  // The bytes of the blocks are dealt out in turn, so that all of them are needed for any part of the key.
  const blocks = Math.ceil(length / 32)
  for (let block = 0; block < blocks; block++) {
    const counted = Uint8Array.of(...salt, 0, 0, (block + 1) >> 8, (block + 1) & 255)
    const bytes = await deriveBlock(pass, counted, options)
    for (const [index, byte] of bytes.entries()) {
      const place = index * blocks + block
      if (place < length) key[place] = byte
    }
  }
  return key
}

async function deriveBlock(
  pass: Int32Array,
  salt: Uint8Array,
  { rounds, signal }: BcryptOptions,
): Promise<Uint8Array> {
  let last = bcryptHash(pass, wordsOf(sha512(salt)))
  const block = last.slice()
  for (let round = 1; round < rounds; round++) {
    await new Promise((resolve) => setTimeout(resolve))
    signal?.throwIfAborted()
    last = bcryptHash(pass, wordsOf(sha512(last)))
    for (const [index, byte] of last.entries()) block[index] = (block[index] ?? 0) ^ byte
  }
  return block
}

const text = wordsOf(encodeUtf8('OxychromaticBlowfishSwatDynamite'))

function bcryptHash(pass: Int32Array, salt: Int32Array): Uint8Array {
  startOfAll ??= blowfishStart()
  const state = startOfAll.slice()
  const none = new Int32Array(salt.length)
  expand(state, pass, salt)
  for (let round = 0; round < 64; round++) {
    expand(state, salt, none)
    expand(state, pass, none)
  }
  const block = text.slice()
  for (let round = 0; round < 64; round++) {
    for (let at = 0; at < block.length; at += 2) encipher(state, block, at)
  }
  const out = new Uint8Array(32)
  const view = new DataView(out.buffer)
  for (const [index, word] of block.entries()) view.setInt32(index * 4, word, true)
  return out
}

// Words 0 to 17 of the state are the subkeys; the S-boxes follow.
function expand(state: Int32Array, key: Int32Array, data: Int32Array): void {
  for (let index = 0; index < 18; index++) state[index]! ^= key[index % key.length]!
  const pair = new Int32Array(2)
  for (let index = 0; index < state.length; index += 2) {
    pair[0]! ^= data[index % data.length]!
    pair[1]! ^= data[(index + 1) % data.length]!
    encipher(state, pair, 0)
    state.set(pair, index)
  }
}

function encipher(state: Int32Array, block: Int32Array, at: number): void {
  let left = block[at]! ^ state[0]!
  let right = block[at + 1]!
  for (let round = 1; round <= 16; round += 2) {
    right ^= mix(state, left) ^ state[round]!
    left ^= mix(state, right) ^ state[round + 1]!
  }
  block[at] = right ^ state[17]!
  block[at + 1] = left
}

function mix(state: Int32Array, word: number): number {
  const sum = state[18 + (word >>> 24)]! + state[274 + ((word >>> 16) & 255)]!
  return ((sum ^ state[530 + ((word >>> 8) & 255)]!) + state[786 + (word & 255)]!) | 0
}

function wordsOf(bytes: Uint8Array): Int32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Int32Array.from({ length: bytes.length / 4 }, (_, index) => view.getInt32(index * 4))
}
