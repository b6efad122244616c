import { cbc } from '@noble/ciphers/aes.js'
import { ed25519 } from '@noble/curves/ed25519.js'
import { md5 } from '@noble/hashes/legacy.js'
import { encodeUtf8 } from '@sopskit/core'
import type { PemBlock } from './pem-block.ts'
import { importPkcs8Rsa } from './pkcs8-rsa.ts'
import type { SshPublicKey } from './ssh-public-key.ts'
import { parseSshPublicKey } from './ssh-public-key.ts'
import type { LockedSshKey, SshPrivateKey } from './ssh-private-key.ts'
import { malformed, UnusableSshKey } from './ssh-private-key.ts'
import { writeWire } from './wire.ts'

/** Keys of the older formats: PKCS #1 (`RSA PRIVATE KEY`), perhaps encrypted, and PKCS #8 (`PRIVATE KEY`). */
export async function parsePemKey(
  block: PemBlock,
  publicKey: SshPublicKey | undefined,
): Promise<SshPrivateKey | LockedSshKey> {
  if (block.label === 'PRIVATE KEY') return parseEd25519(block.bytes) ?? importPkcs8Rsa(block.bytes)
  if (block.label !== 'RSA PRIVATE KEY') throw new UnusableSshKey(reasonAgainst(block.label))
  const cipher = block.headers.get('DEK-Info')
  if (cipher === undefined) return importPkcs8Rsa(pkcs8Of(block.bytes))
  const unlock = async (passphrase: string): Promise<SshPrivateKey | undefined> => {
    const bytes = decrypt(block.bytes, cipher, encodeUtf8(passphrase))
    return bytes && importIfKey(bytes)
  }
  return { kind: 'locked', publicKey, unlock }
}

/** One wrong passphrase in 256 leaves a padding that looks right. */
async function importIfKey(bytes: Uint8Array): Promise<SshPrivateKey | undefined> {
  try {
    return await importPkcs8Rsa(pkcs8Of(bytes))
  } catch {
    return undefined
  }
}

function reasonAgainst(label: string): string {
  if (label === 'ENCRYPTED PRIVATE KEY') {
    return 'is an encrypted PKCS #8 key, which age does not read; ssh-keygen -p -f FILE rewrites it'
  }
  return 'is of a kind that age does not know: it takes Ed25519 and RSA keys only'
}

const ed25519Algorithm = [0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20]

/** The seed stands behind the version and the name of the algorithm (RFC 8410). */
function parseEd25519(bytes: Uint8Array): SshPrivateKey | undefined {
  if (!ed25519Algorithm.every((byte, index) => bytes[5 + index] === byte)) return undefined
  const seed = bytes.slice(16, 48)
  if (seed.length !== 32) throw new UnusableSshKey(malformed)
  const wire = writeWire(encodeUtf8('ssh-ed25519'), ed25519.getPublicKey(seed))
  const publicKey = parseSshPublicKey(wire)
  if (publicKey?.type !== 'ssh-ed25519') throw new UnusableSshKey(malformed)
  return { kind: 'ed25519', publicKey, seed }
}

// AlgorithmIdentifier rsaEncryption, with its NULL (RFC 8017).
const rsaAlgorithm = [
  0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00,
]

function pkcs8Of(pkcs1: Uint8Array): Uint8Array {
  return der(0x30, Uint8Array.of(0x02, 0x01, 0x00, ...rsaAlgorithm, ...der(0x04, pkcs1)))
}

// The shortest form of the length, which strict readers demand; no key that age takes has less than 256 bytes.
function der(tag: number, content: Uint8Array): Uint8Array {
  const { length } = content
  if (length < 256 || length > 65_535) throw new UnusableSshKey(malformed)
  return Uint8Array.of(tag, 0x82, length >> 8, length & 255, ...content)
}

/** `undefined` when the padding shows that the passphrase is wrong. */
function decrypt(sealed: Uint8Array, info: string, passphrase: Uint8Array): Uint8Array | undefined {
  const [, bits, hex = ''] = /^AES-(128|192|256)-CBC,([0-9A-Fa-f]{32})$/.exec(info.trim()) ?? []
  if (bits === undefined) {
    throw new UnusableSshKey('is encrypted with an old cipher; ssh-keygen -p -f FILE rewrites it')
  }
  const iv = Uint8Array.from(hex.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16))
  const key = deriveKey(passphrase, iv.subarray(0, 8), Number(bits) / 8)
  try {
    return cbc(key, iv).decrypt(sealed)
  } catch {
    return undefined
  }
}

// EVP_BytesToKey of OpenSSL, with MD5 and one round, as the format wants it.
function deriveKey(passphrase: Uint8Array, salt: Uint8Array, length: number): Uint8Array {
  let key = new Uint8Array()
  let last = new Uint8Array()
  while (key.length < length) {
    last = Uint8Array.from(md5(Uint8Array.of(...last, ...passphrase, ...salt)))
    key = Uint8Array.of(...key, ...last)
  }
  return key.subarray(0, length)
}
