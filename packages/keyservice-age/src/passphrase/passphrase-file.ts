import { SopsError } from '@sopskit/core'
import type { Stanza } from 'age-encryption'
import { bytesOf, streamOf } from '../stream-bytes.ts'

/** As for sops (AGE-016), in bytes. */
const maxSize = 16 * 1024 * 1024

// The age library computes no more, and two to this power takes a gigabyte of memory. age takes 22.
const maxWorkFactor = 20

/**
 * The binary form of an age file, after a look at its header: whether a passphrase opens it at all, and
 * without keeping us busy for minutes. So nobody is asked in vain.
 */
export async function requirePassphraseFile(file: Uint8Array, place: string): Promise<Uint8Array> {
  if (file.length > maxSize) throw unusable(place, 'are larger than 16 MiB')
  const binary = await withoutArmor(file)
  const stanzas = binary && (await stanzasOf(binary))
  if (binary === undefined || stanzas === undefined) throw unusable(place, 'are damaged')
  const [stanza] = stanzas
  if (stanzas.length !== 1 || stanza?.args[0] !== 'scrypt') {
    throw unusable(place, 'are encrypted for a recipient; only a passphrase can be used')
  }
  if (!/^(?:[1-9]|1[0-9]|20)$/.test(stanza.args[2] ?? '')) {
    throw unusable(place, `have a scrypt work factor above ${maxWorkFactor}; encrypt them again`)
  }
  return binary
}

/** What the file holds, or why it does not open. */
export async function openWithPassphrase(
  file: Uint8Array,
  passphrase: string,
): Promise<{ readonly bytes: Uint8Array } | 'wrong' | 'damaged'> {
  const { Decrypter } = await import('age-encryption')
  let wrong = false
  const decrypter = new Decrypter()
  decrypter.addPassphrase(passphrase)
  decrypter.addIdentity({
    unwrapFileKey: () => {
      wrong = true
      return null
    },
  })
  try {
    return { bytes: await bytesOf(await decrypter.decrypt(streamOf(file))) }
  } catch {
    return wrong ? 'wrong' : 'damaged'
  }
}

async function withoutArmor(file: Uint8Array): Promise<Uint8Array | undefined> {
  const { armor } = await import('age-encryption')
  if (file[0] !== '-'.charCodeAt(0)) return file
  try {
    return armor.decode(new TextDecoder().decode(file))
  } catch {
    return undefined
  }
}

async function stanzasOf(file: Uint8Array): Promise<readonly Stanza[] | undefined> {
  const { Decrypter } = await import('age-encryption')
  let found: readonly Stanza[] | undefined
  const decrypter = new Decrypter()
  decrypter.addIdentity({
    unwrapFileKey: (stanzas) => {
      found = stanzas
      return null
    },
  })
  // Always in vain: nothing is opened yet.
  await decrypter.decrypt(streamOf(file)).catch(() => undefined)
  return found
}

function unusable(place: string, reason: string): SopsError {
  return new SopsError('INVALID_IDENTITY', `${place}: The encrypted identities ${reason}.`)
}
