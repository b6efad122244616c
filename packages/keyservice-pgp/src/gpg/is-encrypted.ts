import { decodeBase64 } from '@sopskit/core'

const armored =
  /^\s*-----BEGIN PGP MESSAGE-----[ \t]*\r?\n(?:[A-Za-z]+: [^\r\n]*\r?\n)*[ \t]*\r?\n([A-Za-z0-9+/=\s]+?)(?:\n=[A-Za-z0-9+/]{4}\s*)?\n?-----END PGP MESSAGE-----\s*$/

// RFC 9580, 5: session keys and a marker, which stand before what is encrypted, and the three kinds of that.
const before: readonly number[] = [1, 3, 10]
const encrypted: readonly number[] = [9, 18, 20]

/**
 * True for an armored message that is encrypted, all of it. `gpg -d` also gives out what was never encrypted,
 * which anybody can write who knows no key at all.
 */
export function isEncrypted(enc: string): boolean {
  const [, base64] = armored.exec(enc) ?? []
  const message = base64 === undefined ? undefined : decodeBase64(base64.replaceAll(/\s/g, ''))
  const kinds = message && kindsOf(message)
  if (kinds === undefined) return false
  const [last] = kinds.slice(-1)
  return encrypted.includes(last ?? 0) && kinds.slice(0, -1).every((kind) => before.includes(kind))
}

/** The kinds of the packets, from the outside; `undefined` for bytes that are none. */
function kindsOf(message: Uint8Array): readonly number[] | undefined {
  const kinds: number[] = []
  let at = 0
  while (at < message.length) {
    const head = message[at] ?? 0
    if (head < 0x80) return undefined
    const isNew = (head & 0x40) !== 0
    kinds.push(isNew ? head & 0x3f : (head >> 2) & 0x0f)
    at = isNew ? endOfNew(message, at + 1) : endOfOld(message, at + 1, head & 3)
  }
  return at === message.length ? kinds : undefined
}

function endOfOld(message: Uint8Array, at: number, form: number): number {
  // The last form has no length: the rest belongs to the packet.
  return form === 3 ? message.length : numberAt(message, at, 1 << form) + at + (1 << form)
}

function endOfNew(message: Uint8Array, start: number): number {
  let at = start
  // Pieces of a power of two; what comes behind each begins with a length again.
  for (let first = message[at]; first !== undefined && isPiece(first); first = message[at]) {
    at += 1 + 2 ** (first & 31)
  }
  const first = message[at]
  if (first === undefined) return Infinity
  if (first < 192) return at + 1 + first
  if (first < 224) return at + 2 + ((first - 192) << 8) + (message[at + 1] ?? 0) + 192
  return at + 5 + numberAt(message, at + 1, 4)
}

function isPiece(first: number): boolean {
  return first >= 224 && first < 255
}

function numberAt(message: Uint8Array, at: number, length: number): number {
  return message.subarray(at, at + length).reduce((sum, byte) => sum * 256 + byte, 0)
}
