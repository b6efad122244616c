import { isSopsError, SopsError } from '@sopskit/core'
import type { PrivateKey, SecretKeyPacket, SecretSubkeyPacket } from 'openpgp'
import { keyName } from '../key-name.ts'
import type { AskPassphrase } from './ask-passphrase.ts'

/** The part of a key that holds secrets. */
export type SecretPacket = SecretKeyPacket | SecretSubkeyPacket

/** A private key of which some parts are wanted. */
export interface LockedKey {
  readonly key: PrivateKey
  /** True as long as one of these parts is locked. */
  readonly isLocked: () => boolean
}

/**
 * Unlocks a key.
 *
 * @throws {@link SopsError} `PERMISSION_DENIED` when it stays locked.
 */
export type Unlock = (locked: LockedKey) => Promise<void>

/** Calls that wait for the same key share one question; one that did not help is forgotten. */
export function createUnlocker(ask: AskPassphrase | undefined): Unlock {
  const questions = new Map<PrivateKey, Promise<void>>()
  return async ({ key, isLocked }) => {
    const question = questions.get(key) ?? unlock(key, ask)
    questions.set(key, question)
    try {
      await question
      if (isLocked()) throw unfit(key)
    } catch (error) {
      if (questions.get(key) === question) questions.delete(key)
      throw error
    }
  }
}

// One passphrase opens what it can: gpg lets each subkey have its own.
async function unlock(key: PrivateKey, ask: AskPassphrase | undefined): Promise<void> {
  const passphrase = await answerFor(key, ask)
  const locked = secretPackets(key).filter((packet) => !packet.isDecrypted())
  await Promise.all(locked.map((packet) => unlockPacket(packet, passphrase)))
}

async function unlockPacket(packet: SecretPacket, passphrase: string): Promise<void> {
  try {
    await packet.decrypt(passphrase)
  } catch {
    return
  }
  try {
    // The public half is not under the passphrase and could have been replaced.
    await packet.validate()
  } catch {
    packet.makeDummy()
  }
}

async function answerFor(key: PrivateKey, ask: AskPassphrase | undefined): Promise<string> {
  if (ask === undefined) {
    throw denied(key, 'is locked with a passphrase, and there is none. Provide the passphrase.')
  }
  let answer: unknown
  try {
    const fingerprint = fingerprintOf(key)
    answer = await ask({ fingerprint, userIds: key.getUserIDs() })
  } catch (error) {
    if (isSopsError(error)) throw error
    // The error of a foreign function may hold the passphrase.
    throw denied(key, 'is locked, and asking for its passphrase failed.')
  }
  if (typeof answer === 'string') return answer
  throw denied(key, 'is locked with a passphrase, and none was given. Provide the passphrase.')
}

/** The packets of a key whose secret half is in it, and not on a card or in another export. */
export function secretPackets(key: PrivateKey): readonly SecretPacket[] {
  return key
    .getKeys()
    .map(({ keyPacket }) => keyPacket)
    .filter((packet): packet is SecretPacket => 'isMissingSecretKeyMaterial' in packet)
    .filter((packet) => !packet.isMissingSecretKeyMaterial())
}

function fingerprintOf(key: PrivateKey): string {
  return key.getFingerprint().toUpperCase()
}

function unfit(key: PrivateKey): SopsError {
  return denied(
    key,
    'is locked, and the passphrase given does not unlock it. Check the passphrase.',
  )
}

function denied(key: PrivateKey, what: string): SopsError {
  return new SopsError('PERMISSION_DENIED', `${capital(keyName(fingerprintOf(key)))} ${what}`)
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
