import { dearmor } from './dearmor.ts'
import { type Packet, readPackets } from './packets.ts'

/** A key or subkey in a file of OpenPGP keys. */
export interface OpenPgpKey {
  /** In capital letters. */
  readonly fingerprint: string
  readonly primary: boolean
  /** The fingerprint of the primary key that a subkey belongs to. */
  readonly owner: string
  readonly secret: boolean
}

/** Gives the digest of bytes in hexadecimal digits. */
export type Digest = (algorithm: 'sha1' | 'sha256', data: Uint8Array) => string

// RFC 9580, section 5: secret key, public key, secret subkey, public subkey.
const tags = { secretKey: 5, publicKey: 6, secretSubkey: 7, publicSubkey: 14 } as const

/** The keys of a file, armored or not; `undefined` when it is no such file. */
export function openPgpKeys(bytes: Uint8Array, digest: Digest): readonly OpenPgpKey[] | undefined {
  const blocks = dearmor(bytes)
  const packets = blocks?.map(readPackets)
  if (packets === undefined || packets.includes(undefined)) return undefined
  const keys: OpenPgpKey[] = []
  let owner = ''
  for (const packet of packets.flatMap((some) => some ?? [])) {
    const { tag } = packet
    if (!Object.values<number>(tags).includes(tag)) continue
    const secret = tag === tags.secretKey || tag === tags.secretSubkey
    const primary = tag === tags.secretKey || tag === tags.publicKey
    // That of a secret key covers its public part alone, and nobody asks for it.
    const fingerprint = secret ? '' : fingerprintOf(packet, digest)
    if (fingerprint === undefined) return undefined
    if (primary) owner = fingerprint
    keys.push({ fingerprint, primary, owner, secret })
  }
  return keys
}

function fingerprintOf({ body }: Packet, digest: Digest): string | undefined {
  const { length } = body
  const version = body[0]
  if (version === 4) {
    return hash('sha1', Buffer.concat([Buffer.of(0x99, length >> 8, length & 0xff), body]))
  }
  if (version !== 6) return undefined
  const size = Buffer.alloc(4)
  size.writeUInt32BE(length)
  return hash('sha256', Buffer.concat([Buffer.of(0x9b), size, body]))

  function hash(algorithm: Parameters<Digest>[0], data: Uint8Array): string {
    return digest(algorithm, data).toUpperCase()
  }
}
