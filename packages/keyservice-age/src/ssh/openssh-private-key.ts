import { cbc, ctr } from '@noble/ciphers/aes.js'
import { encodeUtf8 } from '@sopskit/core'
import { bcryptPbkdf } from './bcrypt-pbkdf.ts'
import { importRsaNumbers } from './rsa-file-key.ts'
import type { SshPublicKey } from './ssh-public-key.ts'
import { parseSshPublicKey } from './ssh-public-key.ts'
import type { LockedSshKey, SshPrivateKey } from './ssh-private-key.ts'
import { malformed, UnusableSshKey } from './ssh-private-key.ts'
import type { WireReader } from './wire.ts'
import { readWire, trimZeros } from './wire.ts'

// The format of `ssh-keygen` since OpenSSH 7.8, described in its PROTOCOL.key.

const magic = 'openssh-key-v1\0'
// Far above what ssh-keygen takes by default (16 or 24); each round takes milliseconds.
const maxRounds = 1000

export async function parseOpenSshKey(bytes: Uint8Array): Promise<SshPrivateKey | LockedSshKey> {
  if (String.fromCharCode(...bytes.subarray(0, magic.length)) !== magic) throw broken()
  const reader = readWire(bytes.subarray(magic.length))
  const [cipher, kdf, kdfOptions] = [reader.text(), reader.text(), reader.bytes()]
  const count = reader.number()
  const publicWire = reader.bytes()
  const sealed = reader.bytes()
  if (count !== 1 || !kdfOptions || !publicWire || !sealed) throw broken()
  const publicKey = parseSshPublicKey(publicWire) ?? refuseKind(publicWire)
  if (cipher === 'none' && kdf === 'none') {
    const key = await parsePrivatePart(sealed, publicKey)
    if (key === undefined) throw broken()
    return key
  }
  const unlock: LockedSshKey['unlock'] = async (passphrase, signal) => {
    const derive = kdf === 'bcrypt' ? kdfOf(kdfOptions) : undefined
    if (derive === undefined) throw new UnusableSshKey('is encrypted in an unknown way')
    const secret = await derive(passphrase, signal)
    return parsePrivatePart(decrypt(cipher, sealed, secret), publicKey)
  }
  return { kind: 'locked', publicKey, unlock }
}

function refuseKind(wire: Uint8Array): never {
  const type = readWire(wire).text()
  if (type === undefined || type === 'ssh-ed25519') throw broken()
  throw new UnusableSshKey(
    type === 'ssh-rsa'
      ? 'is an RSA key that age does not take: it has less than 2048 bits, or is damaged'
      : 'is of a kind that age does not know: it takes Ed25519 and RSA keys only',
  )
}

type Derive = (passphrase: string, signal: AbortSignal | undefined) => Promise<Uint8Array>

function kdfOf(options: Uint8Array): Derive {
  const reader = readWire(options)
  const [salt, rounds] = [reader.bytes(), reader.number()]
  if (!salt || !rounds) throw broken()
  if (rounds > maxRounds) {
    throw new UnusableSshKey(
      `asks for more than ${maxRounds} rounds to check its passphrase, which takes too long`,
    )
  }
  return (passphrase, signal) =>
    bcryptPbkdf(encodeUtf8(passphrase), { salt, rounds, length: 48, signal })
}

// The two that sops reads; `ssh-keygen` takes the first unless it is told otherwise.
function decrypt(cipher: string | undefined, sealed: Uint8Array, secret: Uint8Array): Uint8Array {
  const [key, iv] = [secret.subarray(0, 32), secret.subarray(32)]
  if (sealed.length % 16 !== 0) throw broken()
  if (cipher === 'aes256-ctr') return ctr(key, iv).decrypt(sealed)
  if (cipher === 'aes256-cbc') return cbc(key, iv, { disablePadding: true }).decrypt(sealed)
  throw new UnusableSshKey(
    'is encrypted with a cipher other than aes256-ctr and aes256-cbc; ssh-keygen -p changes it',
  )
}

/** `undefined` when the two check numbers differ, as they do after a wrong passphrase. */
async function parsePrivatePart(
  bytes: Uint8Array,
  publicKey: SshPublicKey,
): Promise<SshPrivateKey | undefined> {
  const reader = readWire(bytes)
  const checks = [reader.number(), reader.number()]
  if (checks[0] !== checks[1]) return undefined
  if (reader.text() !== publicKey.type) throw broken()
  if (publicKey.type === 'ssh-rsa') {
    return { kind: 'rsa', publicKey, key: await importKey(reader) }
  }
  const [, pair] = [reader.bytes(), reader.bytes()]
  if (pair?.length !== 64) throw broken()
  return { kind: 'ed25519', publicKey, seed: pair.slice(0, 32) }
}

async function importKey(reader: WireReader): Promise<CryptoKey> {
  const numbers = Array.from({ length: 6 }, () => reader.bytes())
  const [n, e, d, qi, p, q] = numbers.map((number) => number && trimZeros(number))
  if (!n || !e || !d || !qi || !p || !q) throw broken()
  const [dp, dq] = [p, q].map((prime) => modulo(d, prime, -1n))
  if (!dp || !dq) throw broken()
  try {
    return await importRsaNumbers({ n, e, d, p, q, dp, dq, qi })
  } catch {
    throw broken()
  }
}

function modulo(dividend: Uint8Array, divisor: Uint8Array, offset: bigint): Uint8Array | undefined {
  const by = numberOf(divisor) + offset
  if (by < 1n) return undefined
  const digits = (numberOf(dividend) % by).toString(16)
  const hex = digits.padStart(digits.length + (digits.length % 2), '0')
  return Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
}

function numberOf(bytes: Uint8Array): bigint {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return BigInt(`0x0${hex}`)
}

function broken(): UnusableSshKey {
  return new UnusableSshKey(malformed)
}
