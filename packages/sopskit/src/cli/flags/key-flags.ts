import type { Flag, FlagGroup } from './flag.ts'
import { decrypting, encrypting, grouping, keyed } from './levels.ts'

/** What the flags about the data key and those who wrap it say. */
export interface KeyFlags {
  readonly 'shamir-secret-sharing-threshold': number
  readonly 'decryption-order': string
  readonly 'enable-local-keyservice': boolean
  readonly keyservice: readonly string[]
  readonly 'insecure-keyservice': boolean
  readonly 'keyservice-ca': string
  readonly 'keyservice-cert': string
  readonly 'keyservice-key': string
}

/** Flags about the data key and those who wrap it. */
export const keyFlags: FlagGroup<KeyFlags> = {
  'shamir-secret-sharing-threshold': {
    kind: 'integer',
    levels: [...encrypting, ...grouping],
    value: 'N',
    help: 'how many key groups are needed to decrypt',
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
    help: 'use the keys and credentials of this process: the default',
  },
  keyservice: {
    kind: 'list',
    env: 'SOPS_KEYSERVICE',
    levels: keyed,
    value: 'URI',
    help: 'ask this key service too: tcp://HOST:PORT or unix:///PATH',
  },
  'insecure-keyservice': {
    kind: 'switch',
    env: 'SOPSKIT_INSECURE_KEYSERVICE',
    levels: keyed,
    help: 'send data keys in clear to key services on other machines',
  },
  'keyservice-ca': tlsFile('SOPSKIT_KEYSERVICE_CA', 'trust the certificates in this file, by TLS'),
  'keyservice-cert': tlsFile('SOPSKIT_KEYSERVICE_CERT', 'show this certificate to key services'),
  'keyservice-key': tlsFile('SOPSKIT_KEYSERVICE_KEY', 'the key of that certificate'),
}

function tlsFile(env: string, help: string): Flag<string> {
  return { kind: 'text', env, levels: keyed, value: 'FILE', help }
}
