import { isSopsError, SopsError } from '../errors/sops-error.ts'
import type { Metadata } from '../metadata/metadata.ts'
import { decodeUtf8 } from '../text/utf8.ts'
import type { OpenedValue, ValueCipher } from '../value/value-cipher.ts'

/** What a file says of its MAC. */
export type MacMetadata = Pick<Metadata, 'mac' | 'lastModified'>

/** A MAC that fits. */
export interface VerifiedMac {
  /** Which of the computed ones it is. */
  readonly mac: string
  readonly iv: Uint8Array
}

/**
 * Decrypts the MAC of a file and compares it with the ones computed from its content (M7): the exact
 * text, of type `str`. There is one, or a second over the spelling of old releases.
 *
 * @throws {@link SopsError} `MAC_UNREADABLE` when it cannot be decrypted, `MAC_MISMATCH` when it is
 * missing or differs.
 */
export function verifyMac(
  cipher: ValueCipher,
  { mac, lastModified }: MacMetadata,
  computed: readonly string[],
): VerifiedMac {
  if (mac === '') throw mismatch('The file has no MAC')
  const { type, plaintext, iv } = openMac(cipher, mac, lastModified)
  const text = decodeUtf8(plaintext) ?? ''
  const fitting = computed.find((one) => equalText(text, one))
  if (type === 'str' && fitting !== undefined) return { mac: fitting, iv }
  throw mismatch('The content of the file does not match its MAC')
}

function openMac(cipher: ValueCipher, mac: string, lastModified: string): OpenedValue {
  try {
    return cipher.open(mac, { aad: lastModified, path: [] })
  } catch (error) {
    if (!isSopsError(error)) throw error
    throw new SopsError(
      'MAC_UNREADABLE',
      'The MAC of the file cannot be decrypted: `mac` or `lastmodified` in its metadata was changed. Restore the file from an intact copy.',
    )
  }
}

function mismatch(what: string): SopsError {
  return new SopsError(
    'MAC_MISMATCH',
    `${what}: it was changed after it was encrypted. Restore it from an intact copy; only if you know what was changed and by whom, ignore the MAC explicitly.`,
  )
}

// Both texts belong to the holder of the data key, but comparing every character costs nothing.
function equalText(left: string, right: string): boolean {
  if (left.length !== right.length) return false
  let difference = 0
  for (let index = 0; index < left.length; index++) {
    difference |= left.charCodeAt(index) ^ right.charCodeAt(index)
  }
  return difference === 0
}
