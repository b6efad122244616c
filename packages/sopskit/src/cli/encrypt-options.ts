import { resolve } from 'node:path'
import type { CreationRule } from '@sopskit/core'
import type { EncryptOptions } from '../api/encrypt-documents.ts'
import { creationRuleFor, keyGroupsOf } from '../config/creation-rule-for.ts'
import type { LoadedConfig } from '../config/load-config.ts'
import { namesKeys, withRule } from '../config/with-rule.ts'
import { applicableRule } from '../options/applicable-rule.ts'
import type { CommandIo } from './command-io.ts'
import { readEncryptionContext } from './encryption-context.ts'
import { flagKeys } from './flag-keys.ts'
import type { FlagValues } from './flags/flag-table.ts'
import { describeNotice } from './report.ts'
import { type CommandRequest, given } from './request.ts'

/**
 * How a file is encrypted: what flags say, and what its creation rule says where they do not (CFG-060 to
 * CFG-064).
 *
 * @throws {@link SopsError} `NO_MATCHING_RULE`, `INVALID_MASTER_KEY`, `CONFLICTING_RULES`, `INVALID_REGEX`,
 * `INVALID_ENCRYPTION_CONTEXT`.
 */
export async function encryptOptions(
  { flags, words, inputFormat: format }: CommandRequest,
  config: LoadedConfig | undefined,
  io: CommandIo,
): Promise<EncryptOptions> {
  const name = given(flags['filename-override']) ?? words[0] ?? ''
  const rule = config && (await creationRuleFor(config, resolve(io.cwd, name)))
  // Its keys have to be sound even where flags replace them, and before anything else is.
  if (config !== undefined) await keyGroupsOf(rule, { config })
  const options = withRule({ ...ruleOptions(flags), format }, rule)
  applicableRule(options)
  const encryptionContext = readEncryptionContext(flags['encryption-context'] ?? '')
  const keyGroups = flagKeys(flags, encryptionContext)
  if (config === undefined || namesKeys({ keyGroups })) return { ...options, keyGroups }
  if (rule !== undefined) tellIgnored(rule, io)
  // sops drops the context of the flag here (CFG-065).
  return { ...options, keyGroups: await keyGroupsOf(rule, { config, encryptionContext }) }
}

function tellIgnored({ ignoredKeys: names }: CreationRule, io: CommandIo): void {
  if (names.length === 0) return
  const message = `The creation rule has key_groups, beside which ${names.join(', ')} does not count. Move those keys into a group.`
  io.writeStderr(describeNotice({ code: 'KEYS_IGNORED', path: [], message }))
}

function ruleOptions(flags: FlagValues): Omit<EncryptOptions, 'format'> {
  return {
    unencryptedSuffix: flags['unencrypted-suffix'],
    encryptedSuffix: flags['encrypted-suffix'],
    unencryptedRegex: flags['unencrypted-regex'],
    encryptedRegex: flags['encrypted-regex'],
    unencryptedCommentRegex: flags['unencrypted-comment-regex'],
    encryptedCommentRegex: flags['encrypted-comment-regex'],
    shamirThreshold: flags['shamir-secret-sharing-threshold'],
    // No flag switches off what the rule of the file switches on (CFG-060).
    macOnlyEncrypted: flags['mac-only-encrypted'] === true ? true : undefined,
  }
}
