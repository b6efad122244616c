import type { Aead } from '../aead/aead.ts'
import { computeMac } from '../mac/compute-mac.ts'
import { pythonSpelled } from '../mac/python-spelled.ts'
import { verifyMac } from '../mac/verify-mac.ts'
import type { Metadata } from '../metadata/metadata.ts'
import type { IvStash } from '../value/iv-stash.ts'
import type { ValueCipher } from '../value/value-cipher.ts'
import type { DecryptedLeaves } from './decrypt-leaves.ts'
import type { Warning } from './warning.ts'

/** What checking a MAC takes. */
export interface MacCheck {
  readonly cipher: ValueCipher
  readonly stash: IvStash
  readonly metadata: Metadata
  readonly aead: Aead
  /** The file says that it is by a release 0.x or 1.x. */
  readonly legacy: boolean
}

/**
 * Verifies the MAC of a file over its decrypted leaves and gives what is to be said of it. A file by a
 * release 0.x or 1.x may have it over floats as Python spells them (H1): where neither form fits, it is
 * refused like any other.
 *
 * @throws {@link SopsError} `MAC_UNREADABLE`, `MAC_MISMATCH`.
 */
export function checkMac(
  { leaves, floatTexts }: DecryptedLeaves,
  { cipher, stash, metadata, aead, legacy }: MacCheck,
): readonly Warning[] {
  const macOptions = { aead, onlyEncrypted: metadata.macOnlyEncrypted }
  const computed = computeMac(leaves, macOptions)
  const mayBeOfPython = legacy && !metadata.macOnlyEncrypted
  const spelled = mayBeOfPython ? pythonSpelled(leaves, floatTexts) : undefined
  const ofPython = spelled === undefined ? [] : [computeMac(spelled, macOptions)]
  const { mac, iv } = verifyMac(cipher, metadata, [computed, ...ofPython])
  stash.keep({ aad: metadata.lastModified, type: 'str', plaintext: mac }, iv)
  return mac === computed ? [] : [pythonSpelling]
}

const pythonSpelling: Warning = {
  code: 'LEGACY_SPELLING',
  path: [],
  message:
    'The MAC fits with floats spelled as SOPS 0.x and 1.x did it; later releases take that for a mismatch. Encrypt the file again.',
}
