import * as openpgp from 'openpgp'
import { publicKey, type TestKeyName } from './support.ts'

/** Messages that no sops writes, made with the library that reads them. */

const key = (name: TestKeyName): Promise<openpgp.Key> =>
  openpgp.readKey({ armoredKey: publicKey(name) })

/** A message with this content, and what is special about it. */
export async function messageWith(
  binary: Uint8Array,
  options: Partial<openpgp.EncryptOptions> & { readonly literal?: 'binary' | 'text' | 'utf8' } = {},
): Promise<string> {
  const { literal = 'binary', ...rest } = options
  return openpgp.encrypt({
    encryptionKeys: await key('curve25519'),
    ...rest,
    message: await openpgp.createMessage({ binary, format: literal }),
    format: 'armored',
  })
}

/** One that unpacks to much more than it is. */
export function bomb(megabytes: number): Promise<string> {
  const preferredCompressionAlgorithm = openpgp.enums.compression.zlib
  return messageWith(new Uint8Array(megabytes << 20), { config: { preferredCompressionAlgorithm } })
}

/** What packets for encrypted data have beside what their types say. */
interface DataPacket extends openpgp.BasePacket<boolean> {
  packets?: openpgp.PacketList<openpgp.AnyPacket>
  aeadAlgorithm?: openpgp.enums.aead
  encrypt: (algorithm: number, key: Uint8Array, config: openpgp.Config) => Promise<void>
}

/** What the library gives in place of a text that it did not put together yet. */
interface Pieces {
  readToEnd: (join: (pieces: readonly string[]) => string) => Promise<string>
}

const joined = (pieces: readonly string[]): string => pieces.join('')

/** A message in an old or foreign kind of packet: without any authentication, or the OCB of GnuPG 2.4. */
export async function messageInPacket(content: Uint8Array, kind: 'plain' | 'ocb'): Promise<string> {
  const data = crypto.getRandomValues(new Uint8Array(32))
  const message = await openpgp.encryptSessionKey({
    data,
    algorithm: 'aes256',
    encryptionKeys: await key('curve25519'),
    format: 'object',
  })
  const packet = (kind === 'plain'
    ? new openpgp.SymmetricallyEncryptedDataPacket()
    : new openpgp.AEADEncryptedDataPacket()) as unknown as DataPacket
  packet.packets = (await openpgp.createMessage({ binary: content, format: 'binary' })).packets
  if (kind === 'ocb') packet.aeadAlgorithm = openpgp.enums.aead.ocb
  await packet.encrypt(openpgp.enums.symmetric.aes256, data, openpgp.config)
  message.packets.push(packet)
  const armored: unknown = message.armor()
  return typeof armored === 'string' ? armored : (armored as Pieces).readToEnd(joined)
}

/** The same message with one bit turned, this many bytes before its end, and a right checksum. */
export function withTurnedBit(enc: string, fromEnd: number): string {
  const body = /\n\n([^=]+=*)\n=/.exec(enc)?.[1] ?? ''
  const bytes = Uint8Array.from(Buffer.from(body, 'base64'))
  const at = bytes.length - fromEnd
  const turned = bytes.with(at, (bytes[at] ?? 0) ^ 1)
  return openpgp.armor(openpgp.enums.armor.message, turned, undefined, undefined, undefined, true)
}
