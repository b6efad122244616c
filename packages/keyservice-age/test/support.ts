import { readFileSync } from 'node:fs'
import { isSopsError } from '@sopskit/core'
import type { AgeMasterKey, SopsError } from '@sopskit/core'

/** One key of the folder `keys-for-tests-only`. */
export interface TestKey {
  /** The file as age-keygen wrote it. */
  readonly text: string
  readonly identity: string
  readonly key: AgeMasterKey
}

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')

export function testKey(name: 'x25519' | 'other-x25519' | 'post-quantum'): TestKey {
  const text = read(`keys-for-tests-only/${name}.txt`)
  const identity = /^AGE-SECRET-KEY-.*$/m.exec(text)?.[0] ?? ''
  const recipient = /public key: (\S+)/.exec(text)?.[1] ?? ''
  return { text, identity, key: { type: 'age', recipient } }
}

/** A key of SSH of that folder: its private part, or the line of its `.pub` file. */
export const sshKey = (name: string): string => read(`keys-for-tests-only/${name}`)
export const sshLine = (name: string): string => sshKey(`${name}.pub`).trim()

/** Of every key and age file for tests that has one. */
export const testPassphrase = 'correct horse'

/** An armored age file of the folder `vectors`; the name says which program made it. */
export const vector = (name: string): string => read(`vectors/${name}.age`)

/** Intact Bech32, but with one ML-KEM coefficient that is the modulus itself; sops refuses it. */
export const unreducedRecipient: string = read(
  'vectors/unreduced-post-quantum-recipient.txt',
).trim()

/** Bytes 0, 1, 2, …: what the vectors of age hold. */
export const counting = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i)

// Well formed, but no plugin and no key stands behind them.
export const pluginRecipient =
  'age1yubikey1qurswpc8qurswpc8qurswpc8qurswpc8qurswpc8qurswpc8qursw5p6jtd'
export const pluginIdentity = 'AGE-PLUGIN-YUBIKEY-1QURSWPC8QURSWPC8QURSWPC8QURSWPC8X23YH9'
export const sshRecipient =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ1/aVwbeSReysk/t22SBpWh/GC6b06boJa+NLvrq7N1'

/** For the plugin of the tests, `test/support/age-plugin-lab.mjs`. */
export const labRecipient = 'age1lab1qypqxpq9qcrsszg2pvxq6rs0zq09d462'
export const labIdentity = 'AGE-PLUGIN-LAB-1QYPQXPQ9QCRSSZG2PVXQ6RS0ZQP4J26F'

/** The error an action is refused with; fails when it is not refused, or with an error of another kind. */
export async function refusalOf(action: () => unknown): Promise<SopsError> {
  try {
    await action()
  } catch (error) {
    if (isSopsError(error)) return error
    throw error
  }
  throw new Error('nothing was refused')
}
