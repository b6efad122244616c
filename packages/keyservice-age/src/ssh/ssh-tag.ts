import { sha256 } from '@noble/hashes/sha2.js'
import { unpadded } from '../text/unpadded-base64.ts'
import type { SshPublicKey } from './ssh-public-key.ts'

/** Four bytes that name the key in an age file. */
export function sshTag({ wire }: SshPublicKey): string {
  return unpadded(sha256(wire).subarray(0, 4))
}
