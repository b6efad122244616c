import type { FlagGroup } from './flag.ts'
import { decrypting, encrypting, grouping, keyed } from './levels.ts'

/** What the flags about keys say. */
export interface KeyFlags {
  readonly age: string
  readonly 'shamir-secret-sharing-threshold': number
  readonly 'encryption-context': string
  readonly 'decryption-order': string
  readonly 'enable-local-keyservice': boolean
}

/** Flags about the keys a file is encrypted for or decrypted with. */
export const keyFlags: FlagGroup<KeyFlags> = {
  age: {
    kind: 'text',
    short: 'a',
    env: 'SOPS_AGE_RECIPIENTS',
    repeatedBy: ['groups add'],
    levels: [...encrypting, 'groups add'],
    value: 'LIST',
    help: 'encrypt for these age recipients, separated by commas',
  },
  'shamir-secret-sharing-threshold': {
    kind: 'integer',
    levels: [...encrypting, ...grouping],
    value: 'N',
    help: 'how many key groups are needed to decrypt',
  },
  'encryption-context': {
    kind: 'text',
    levels: [...encrypting, 'rotate', 'groups add'],
    value: 'LIST',
    help: 'KMS encryption context: key:value pairs, separated by commas',
  },
  'decryption-order': {
    kind: 'text',
    env: 'SOPS_DECRYPTION_ORDER',
    levels: decrypting,
    value: 'LIST',
    help: 'the order in which kinds of key are tried (age,pgp)',
  },
  'enable-local-keyservice': {
    kind: 'switch',
    env: 'SOPS_ENABLE_LOCAL_KEYSERVICE',
    levels: keyed,
    help: 'use keys in this process: the default, and so far the only way',
  },
}
