import { testRecipient } from '@sopskit/test-vectors'
import type { EncryptionFlags } from './arbitrary/encryption-flags.ts'

/** Our command line for an encryption, without the file. */
export function ourEncryption(flags: EncryptionFlags): readonly string[] {
  return ['encrypt', ...macFlag(flags), ...flags.rule, ...recipientFlag(flags)]
}

/**
 * The command line of sops for the same. Its `encrypt` takes the MAC's flag before its name only, and
 * knows the comment rules only in its old spelling.
 */
export function sopsEncryption(flags: EncryptionFlags): readonly string[] {
  const old = flags.rule[0]?.endsWith('-comment-regex') === true
  const command = old ? '--encrypt' : 'encrypt'
  return [...macFlag(flags), command, ...flags.rule, ...recipientFlag(flags)]
}

function macFlag({ macOnlyEncrypted }: EncryptionFlags): readonly string[] {
  return macOnlyEncrypted ? ['--mac-only-encrypted'] : []
}

function recipientFlag({ recipients }: EncryptionFlags): readonly string[] {
  return ['--age', recipients.map(testRecipient).join(',')]
}
