import type { CreationRule, RuleTexts } from '@sopskit/core'
import type { EncryptOptions } from '../api/encrypt-documents.ts'
import { requireKeyGroups } from '../options/given-keys.ts'

type Given = Omit<EncryptOptions, 'format'>

/** Adds to options what a creation rule says and they do not, but for its keys (CFG-060, CFG-064). */
export function withRule<Options extends Given>(
  options: Options,
  rule: CreationRule | undefined,
): Options {
  if (rule === undefined) return options
  return {
    ...options,
    ...mergedTexts(options, rule.texts),
    shamirThreshold: options.shamirThreshold || rule.shamirThreshold,
    macOnlyEncrypted: options.macOnlyEncrypted ?? rule.macOnlyEncrypted,
  }
}

/** True when options say for whom to encrypt; then no key of a rule counts (CFG-063). */
export function namesKeys({ recipients = [], keyGroups = [] }: Given): boolean {
  requireKeyGroups(keyGroups)
  return keyGroups.length > 0 || [recipients].flat().some((text) => text !== '')
}

/** Each of the six is replaced by its own kind only, so that two different ones meet and are refused. */
function mergedTexts(given: RuleTexts, texts: RuleTexts): RuleTexts {
  return {
    unencryptedSuffix: given.unencryptedSuffix || texts.unencryptedSuffix,
    encryptedSuffix: given.encryptedSuffix || texts.encryptedSuffix,
    unencryptedRegex: given.unencryptedRegex || texts.unencryptedRegex,
    encryptedRegex: given.encryptedRegex || texts.encryptedRegex,
    unencryptedCommentRegex: given.unencryptedCommentRegex || texts.unencryptedCommentRegex,
    encryptedCommentRegex: given.encryptedCommentRegex || texts.encryptedCommentRegex,
  }
}
