import type { Decrypter, Identity } from 'age-encryption'
import { bytesOf, streamOf } from './stream-bytes.ts'

/** Thrown in place of an answer when no identity belongs to an age file. */
export class NoMatch extends Error {}

/**
 * What opens age files with some identities. Rejects with {@link NoMatch} when none fits, with what an
 * identity rejected with, and with any other error when the file is damaged.
 */
export type AgeFileOpener = (file: Uint8Array) => Promise<Uint8Array>

export async function ageFileOpener(
  identities: readonly (string | Identity)[],
): Promise<AgeFileOpener> {
  const { Decrypter } = await import('age-encryption')
  const decrypter: Decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  // Asked last, so only when no other fits: tells a missing identity from a damaged file.
  decrypter.addIdentity({ unwrapFileKey: () => Promise.reject(new NoMatch()) })
  return async (file) => bytesOf(await decrypter.decrypt(streamOf(file)))
}

/** `undefined` in place of {@link NoMatch}. */
export async function unlessNoMatch(
  open: () => Promise<Uint8Array>,
): Promise<Uint8Array | undefined> {
  try {
    return await open()
  } catch (error) {
    if (error instanceof NoMatch) return undefined
    throw error
  }
}
