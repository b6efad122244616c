import { decodeBase64, encodeUtf8 } from '@sopskit/core'
import { readWire, trimZeros, wireNumber, writeWire } from './wire.ts'

/** A public key of one of the two kinds that age knows. */
export type SshPublicKey = SshEd25519PublicKey | SshRsaPublicKey

export interface SshEd25519PublicKey {
  readonly type: 'ssh-ed25519'
  /** The key as SSH sends it; what it is known by. */
  readonly wire: Uint8Array
  readonly point: Uint8Array
}

export interface SshRsaPublicKey {
  readonly type: 'ssh-rsa'
  readonly wire: Uint8Array
  readonly modulus: Uint8Array
  readonly exponent: Uint8Array
}

/** Reads a line of an `id_….pub` file: kind, base64, and any comment (AGE-002). */
export function parseSshPublicLine(line: string): SshPublicKey | undefined {
  const [, name, base64 = ''] = /^(ssh-ed25519|ssh-rsa)[ \t]+([^\s]+)(?:\s|$)/.exec(line) ?? []
  const wire = decodeBase64(base64)
  const key = wire && parseSshPublicKey(wire)
  return key?.type === name ? key : undefined
}

/** Reads a key as SSH sends it; `undefined` when it is malformed, of another kind, or too weak for age. */
export function parseSshPublicKey(wire: Uint8Array): SshPublicKey | undefined {
  const reader = readWire(wire)
  const type = reader.text()
  const key =
    type === 'ssh-ed25519'
      ? ed25519(wire, reader.bytes())
      : type === 'ssh-rsa'
        ? rsa(reader.bytes(), reader.bytes())
        : undefined
  return reader.rest().length === 0 ? key : undefined
}

function ed25519(wire: Uint8Array, point?: Uint8Array): SshPublicKey | undefined {
  return point?.length === 32 ? { type: 'ssh-ed25519', wire, point } : undefined
}

// What age takes. With the exponent 1 a file key would stand in the file in clear. The upper bounds keep a
// hostile file from keeping us busy.
function rsa(e?: Uint8Array, n?: Uint8Array): SshPublicKey | undefined {
  if (e === undefined || n === undefined || isNegative(e) || isNegative(n)) return undefined
  const [exponent, modulus] = [trimZeros(e), trimZeros(n)]
  const isOdd = ((exponent.at(-1) ?? 0) & 1) === 1
  if (exponent.length > 3 || !isOdd || (exponent.length === 1 && exponent[0] === 1))
    return undefined
  if (bitsOf(modulus) < 2048 || modulus.length > 2048) return undefined
  // In its one spelling, by which age names the key.
  const wire = writeWire(encodeUtf8('ssh-rsa'), wireNumber(exponent), wireNumber(modulus))
  return { type: 'ssh-rsa', wire, modulus, exponent }
}

function isNegative(number: Uint8Array): boolean {
  return (number[0] ?? 0) >= 0x80
}

function bitsOf(trimmed: Uint8Array): number {
  return trimmed.length * 8 - Math.clz32(trimmed[0] ?? 0) + 24
}
