import { encodeUtf8 } from '@sopskit/core'
import type { SshPrivateKey } from './ssh-private-key.ts'
import { UnusableSshKey } from './ssh-private-key.ts'
import { parseSshPublicKey } from './ssh-public-key.ts'
import { wireNumber, writeWire } from './wire.ts'

const algorithm = { name: 'RSA-OAEP', hash: 'SHA-256' } as const

/** An RSA key out of PKCS #8; the Web Crypto of the runtime reads it and tells its public half. */
export async function importPkcs8Rsa(bytes: Uint8Array): Promise<SshPrivateKey> {
  try {
    const key = await crypto.subtle.importKey('pkcs8', bytes.slice(), algorithm, true, ['decrypt'])
    const { n = '', e = '' } = await crypto.subtle.exportKey('jwk', key)
    const wire = writeWire(encodeUtf8('ssh-rsa'), numberOf(e), numberOf(n))
    const publicKey = parseSshPublicKey(wire)
    if (publicKey?.type === 'ssh-rsa') return { kind: 'rsa', publicKey, key }
  } catch {
    // The error of the runtime could quote the key.
  }
  throw new UnusableSshKey(
    'is damaged, or of a kind that age does not know: it takes Ed25519 keys, and RSA keys of 2048 bits or more',
  )
}

function numberOf(base64Url: string): Uint8Array {
  const base64 = base64Url.replaceAll('-', '+').replaceAll('_', '/')
  return wireNumber(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)))
}
