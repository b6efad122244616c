import type { RuleTexts } from '@sopskit/core'
import { selectRule, SopsError } from '@sopskit/core'
import type { EncryptResult } from '../api/encrypt-documents.ts'
import type { CommandIo } from './command-io.ts'
import { requireEncryptionContext } from './encryption-context.ts'
import { type FlagName, type FlagValues, findFlag } from './flags/flag-table.ts'
import type { CommandRequest } from './request.ts'

/** Encrypts what a request names; the checks come in the order of sops. */
export async function runEncrypt(
  { flags, inputFormat, outputFormat }: CommandRequest,
  read: () => Promise<Uint8Array>,
  io: CommandIo,
): Promise<EncryptResult> {
  const rule = ruleOptions(flags)
  selectRule(rule)
  requireEncryptionContext(flags['encryption-context'] ?? '')
  refuseLaterKeys(flags)
  const input = await read()
  const { encrypt } = await import('../api/encrypt.ts')
  return encrypt(input, {
    ...rule,
    format: inputFormat,
    outputFormat,
    recipients: flags.age,
    shamirThreshold: flags['shamir-secret-sharing-threshold'],
    macOnlyEncrypted: flags['mac-only-encrypted'],
    indent: flags.indent,
    now: io.now(),
    random: io.random,
    signal: io.signal,
  })
}

function ruleOptions(flags: FlagValues): RuleTexts {
  return {
    unencryptedSuffix: flags['unencrypted-suffix'],
    encryptedSuffix: flags['encrypted-suffix'],
    unencryptedRegex: flags['unencrypted-regex'],
    encryptedRegex: flags['encrypted-regex'],
    unencryptedCommentRegex: flags['unencrypted-comment-regex'],
    encryptedCommentRegex: flags['encrypted-comment-regex'],
  }
}

// Not the profile: it says nothing where no KMS key is named.
const laterKeys = ['pgp', 'kms', 'gcp-kms', 'azure-kv', 'hc-vault-transit', 'hckms'] as const

/** A key that is asked for must not be left out: those who hold it count on being able to decrypt. */
function refuseLaterKeys(flags: FlagValues): void {
  const name = laterKeys.find((key) => (flags[key] ?? '') !== '')
  if (name === undefined) return
  throw new SopsError(
    'UNSUPPORTED_KEY_TYPE',
    `${named(name)} asks for a kind of key that this release cannot encrypt for. It encrypts for age recipients only.`,
  )
}

function named(name: FlagName): string {
  return `--${name} (or the variable ${findFlag(name)?.[1].env})`
}
