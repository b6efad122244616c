import { parseOpenSshKey } from './openssh-private-key.ts'
import { parsePem } from './pem-block.ts'
import { parsePemKey } from './pem-private-key.ts'
import type { LockedSshKey, SshPrivateKey } from './ssh-private-key.ts'
import { malformed, UnusableSshKey } from './ssh-private-key.ts'
import { parseSshPublicLine } from './ssh-public-key.ts'

/**
 * Reads a private key in any of the formats of `ssh-keygen`. `publicLine` is what its `.pub` file holds,
 * which matters for keys of the older format with a passphrase only (AGE-015). Rejects with an
 * {@link UnusableSshKey}.
 */
export async function parseSshPrivateKey(
  text: string,
  publicLine?: string,
): Promise<SshPrivateKey | LockedSshKey> {
  const block = parsePem(text)
  if (block === undefined) {
    throw new UnusableSshKey(text.includes('-----BEGIN ') ? malformed : 'is no private key of SSH')
  }
  if (block.label === 'OPENSSH PRIVATE KEY') return parseOpenSshKey(block.bytes)
  const publicKey = publicLine === undefined ? undefined : parseSshPublicLine(publicLine.trim())
  return parsePemKey(block, publicKey)
}
