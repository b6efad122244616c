import { resolve } from 'node:path'
import type { EncryptOptions, EncryptResult } from '../api/encrypt-documents.ts'
import { creationRuleFor, keyGroupsOf } from '../config/creation-rule-for.ts'
import { indentOf } from '../config/indent-of.ts'
import type { LoadedConfig } from '../config/load-config.ts'
import { namesKeys, withRule } from '../config/with-rule.ts'
import { applicableRule } from '../options/applicable-rule.ts'
import type { CommandInput } from './command-input.ts'
import type { CommandIo } from './command-io.ts'
import { readEncryptionContext } from './encryption-context.ts'
import { flagKeys } from './flag-keys.ts'
import type { FlagValues } from './flags/flag-table.ts'
import { layoutOf } from './layout-of.ts'
import { type CommandRequest, given } from './request.ts'

/** Encrypts what a request names; the checks come in the order of sops. */
export async function runEncrypt(
  request: CommandRequest,
  input: CommandInput,
  io: CommandIo,
): Promise<EncryptResult> {
  const { flags, outputFormat } = request
  const layout = layoutOf(flags)
  const options = await encryptOptions(request, input.config, io)
  const bytes = await input.read()
  const { encrypt } = await import('../api/encrypt.ts')
  return encrypt(bytes, {
    ...options,
    outputFormat,
    indent: flags.indent ?? indentOf(input.config, outputFormat),
    layout,
    now: io.now(),
    random: io.random,
    signal: io.signal,
  })
}

/** What flags say, and what the creation rule of the file says where they do not (CFG-060 to CFG-064). */
async function encryptOptions(
  { flags, words, inputFormat: format }: CommandRequest,
  config: LoadedConfig | undefined,
  { cwd }: CommandIo,
): Promise<EncryptOptions> {
  const name = given(flags['filename-override']) ?? words[0] ?? ''
  const rule = config && (await creationRuleFor(config, resolve(cwd, name)))
  // Its keys have to be sound even where flags replace them, and before anything else is.
  if (config !== undefined) await keyGroupsOf(rule, { config })
  const options = withRule({ ...ruleOptions(flags), format }, rule)
  applicableRule(options)
  const encryptionContext = readEncryptionContext(flags['encryption-context'] ?? '')
  const keyGroups = flagKeys(flags, encryptionContext)
  if (config === undefined || namesKeys({ keyGroups })) return { ...options, keyGroups }
  // sops drops the context of the flag here (CFG-065).
  return { ...options, keyGroups: await keyGroupsOf(rule, { config, encryptionContext }) }
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
