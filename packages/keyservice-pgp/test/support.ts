import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { PgpMasterKey, SopsError } from '@sopskit/core'
import { isSopsError } from '@sopskit/core'
import * as openpgp from 'openpgp'

/** The keys of the folder `keys-for-tests-only`. */
export type TestKeyName =
  | 'rsa2048'
  | 'rsa4096'
  | 'curve25519'
  | 'other'
  | 'nistp256'
  | 'nistp384'
  | 'nistp521'
  | 'brainpoolp256r1'
  | 'brainpoolp512r1'
  | 'two-subkeys'
  | 'subkeys-only'
  | 'expired'
  | 'revoked'
  | 'locked'
  | 'locked-rsa'

/** What unlocks the keys whose name says that they are locked. */
export const testPassphrase = 'for-tests-only'

const folder = new URL('keys-for-tests-only/', import.meta.url)

export const publicKey = (name: TestKeyName | 'sign-only'): string =>
  readFileSync(new URL(`${name}.public.asc`, folder), 'utf8')

export const privateKey = (name: TestKeyName): string =>
  readFileSync(new URL(`${name}.secret.asc`, folder), 'utf8')

export const binaryKey: Uint8Array = readFileSync(new URL('curve25519.secret.gpg', folder))

/** Fingerprints in upper case, as gpg prints them: of the primary key, then of its subkeys. */
export async function fingerprintsOf(armoredKey: string): Promise<readonly string[]> {
  const key = await openpgp.readKey({ armoredKey })
  return key.getKeys().map((part) => part.getFingerprint().toUpperCase())
}

export async function masterKey(name: TestKeyName | 'sign-only'): Promise<PgpMasterKey> {
  const [fingerprint = ''] = await fingerprintsOf(publicKey(name))
  return { type: 'pgp', fingerprint }
}

/** Bytes 0, 1, 2, … */
export const counting = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => i)

/** The ids of the keys that a message is for, in upper case. */
export async function addresseesOf(enc: string): Promise<readonly string[]> {
  const message = await openpgp.readMessage({ armoredMessage: enc })
  return message.getEncryptionKeyIDs().map((id) => id.toHex().toUpperCase())
}

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

/** What an action gives, or the code of the error that it is refused with. */
export async function outcomeOf<Value>(action: () => Promise<Value>): Promise<Value | string> {
  try {
    return await action()
  } catch (error) {
    if (isSopsError(error)) return error.code
    throw error
  }
}

/** Whether openpgp finds the package that it needs on Node for Brainpool keys, and does not depend on. */
export const hasCurvePackage: boolean = ((): boolean => {
  try {
    createRequire(createRequire(import.meta.url).resolve('openpgp')).resolve('eckey-utils')
    return true
  } catch {
    return false
  }
})()
