import type { FlagGroup } from './flag.ts'
import { encrypting } from './levels.ts'

/** What the flags about what is encrypted say. */
export interface RuleFlags {
  readonly 'unencrypted-suffix': string
  readonly 'encrypted-suffix': string
  readonly 'unencrypted-regex': string
  readonly 'encrypted-regex': string
  readonly 'unencrypted-comment-regex': string
  readonly 'encrypted-comment-regex': string
  readonly 'mac-only-encrypted': boolean
}

/**
 * Flags about what is encrypted. sops takes the last three before the command only, and its commands do
 * not see the comment rules at all; here they work in both places.
 */
export const ruleFlags: FlagGroup<RuleFlags> = {
  'unencrypted-suffix': {
    kind: 'text',
    levels: encrypting,
    value: 'TEXT',
    help: 'leave values plain under keys that end so (_unencrypted)',
  },
  'encrypted-suffix': {
    kind: 'text',
    levels: encrypting,
    value: 'TEXT',
    help: 'encrypt only under keys that end so',
  },
  'unencrypted-regex': {
    kind: 'text',
    levels: encrypting,
    value: 'RE2',
    help: 'leave values plain under keys that match',
  },
  'encrypted-regex': {
    kind: 'text',
    levels: encrypting,
    value: 'RE2',
    help: 'encrypt only under keys that match',
  },
  'unencrypted-comment-regex': {
    kind: 'text',
    levels: ['global', ...encrypting],
    value: 'RE2',
    help: 'leave plain what a matching comment stands above',
  },
  'encrypted-comment-regex': {
    kind: 'text',
    levels: ['global', ...encrypting],
    value: 'RE2',
    help: 'encrypt only what a matching comment stands above',
  },
  'mac-only-encrypted': {
    kind: 'switch',
    levels: ['global', ...encrypting],
    help: 'leave plain values out of the MAC, to be edited by hand',
  },
}
