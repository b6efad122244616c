import { SopsError } from '@sopskit/core'
import type { Recipient } from 'age-encryption'
import { Stanza } from 'age-encryption'
import { ed25519 } from '@noble/curves/ed25519.js'
import { sealForEd25519 } from './ed25519-file-key.ts'
import { sealForRsa } from './rsa-file-key.ts'
import type { SshPublicKey } from './ssh-public-key.ts'
import { parseSshPublicLine } from './ssh-public-key.ts'
import { sshTag } from './ssh-tag.ts'

/** What wraps for a public key line of SSH; refuses what is none (AGE-005). */
export function sshRecipient(line: string): Recipient {
  const key = parseSshPublicLine(line)
  if (key === undefined || !isOnCurve(key)) {
    const message =
      'The SSH key that is given as an age recipient is not valid. It should be the line of an id_ed25519.pub or id_rsa.pub file (RSA of 2048 bits or more), copied whole.'
    throw new SopsError('INVALID_MASTER_KEY', message)
  }
  return { wrapFileKey: async (fileKey) => [await stanzaFor(key, fileKey)] }
}

async function stanzaFor(key: SshPublicKey, fileKey: Uint8Array): Promise<Stanza> {
  if (key.type === 'ssh-rsa') {
    return new Stanza([key.type, sshTag(key)], await sealForRsa(key, fileKey))
  }
  const { share, body } = sealForEd25519(key, fileKey)
  return new Stanza([key.type, sshTag(key), share], body)
}

function isOnCurve(key: SshPublicKey): boolean {
  if (key.type !== 'ssh-ed25519') return true
  try {
    ed25519.Point.fromBytes(key.point, true)
    return true
  } catch {
    return false
  }
}
