import type { WarningCode } from '@sopskit/core'

/** Why sops 3.13.3 gives up on a file that can be read, with what is said on reading it. */
export interface Recovered {
  readonly file: string
  readonly warnings: readonly WarningCode[]
  /** Whose text says what the file holds: the release's that wrote it, or the one it was given. */
  readonly like: 'writer' | 'plain'
}

/** The warnings of a file by their reasons, in the order they are given. */
const reasons = {
  /** An AWS key without anything, or no rule where everything is encrypted: up to 1.9 and 1.6 (exit 1). */
  metadata: 'LEGACY_METADATA',
  /** The threshold of dotenv and INI up to 3.10 is no number (exit 1). */
  threshold: 'LEGACY_METADATA',
  /** The MAC is over floats as Python spells them (exit 51). */
  spelling: 'LEGACY_SPELLING',
  /** The type is `bytes` (crash, exit 2). */
  bytes: 'LEGACY_BYTES',
  /** An int beyond 64 bits (exit 25). */
  integer: 'LEGACY_INTEGER',
  /** An encrypted empty text (exit 25). */
  empty: 'LEGACY_EMPTY_TEXT',
  /** A comment in clear text, which sops reads and warns of as well. */
  comment: 'PLAIN_COMMENT',
} as const satisfies Readonly<Record<string, WarningCode>>

type Reason = keyof typeof reasons

const files: readonly (readonly [file: string, reasons: readonly Reason[]])[] = [
  ['0.9/yaml-scalars.enc.yaml', ['metadata', 'empty']],
  ['0.9/yaml-null.enc.yaml', ['metadata', 'bytes']],
  ['0.9/yaml-numbers.enc.yaml', ['metadata']],
  ['0.9/yaml-infinity.enc.yaml', ['metadata', 'spelling']],
  ['0.9/yaml-floats.enc.yaml', ['metadata', 'spelling']],
  ['0.9/yaml-floats-odd.enc.yaml', ['metadata', 'spelling']],
  ['0.9/yaml-time.enc.yaml', ['metadata', 'bytes']],
  ['0.9/yaml-comments.enc.yaml', ['metadata', 'comment']],
  ['0.9/yaml-nested.enc.yaml', ['metadata']],
  ['0.9/yaml-default-suffix.enc.yaml', ['metadata']],
  ['0.9/json-types.enc.json', ['metadata', 'spelling', 'empty']],
  ['0.9/bin-bytes.enc.bin', ['metadata', 'bytes']],
  ['1.9/yaml-scalars.enc.yaml', ['metadata']],
  ['1.9/yaml-null.enc.yaml', ['metadata']],
  ['1.9/yaml-floats-odd.enc.yaml', ['metadata', 'spelling']],
  ['1.9/json-types.enc.json', ['metadata', 'spelling']],
  ['1.9/bin-bytes.enc.bin', ['metadata', 'bytes']],
  ['1.10/yaml-infinity.enc.yaml', ['spelling']],
  ['1.10/yaml-floats.enc.yaml', ['spelling']],
  ['1.10/yaml-floats-odd.enc.yaml', ['spelling']],
  ['1.10/yaml-time.enc.yaml', ['bytes']],
  ['1.10/json-types.enc.json', ['spelling']],
  ['1.10/bin-bytes.enc.bin', ['bytes']],
  ['1.13/json-types.enc.json', ['spelling']],
  ['1.13/bin-bytes.enc.bin', ['bytes']],
  ['1.18/yaml-infinity.enc.yaml', ['spelling']],
  ['1.18/yaml-floats.enc.yaml', ['spelling']],
  ['1.18/yaml-floats-odd.enc.yaml', ['spelling']],
  ['1.18/yaml-hugeint.enc.yaml', ['integer']],
  ['1.18/yaml-bigint.enc.yaml', ['integer']],
  ['1.18/yaml-time.enc.yaml', ['bytes']],
  ['1.18/json-types.enc.json', ['spelling']],
  ['1.18/json-huge.enc.json', ['spelling', 'integer']],
  ['1.18/bin-bytes.enc.bin', ['bytes']],
  // The OpenPGP packet is marked as text, and gpg drops carriage returns from the data key (exit 25).
  ['2.0.10/yaml-pgp-text-mode.enc.yaml', []],
  ['3.2.0/env-shamir.enc.env', ['threshold']],
  ['3.3.1/env-shamir.enc.env', ['threshold']],
  ['3.3.1/ini-shamir.enc.ini', ['threshold']],
  ['3.7.3/ini-shamir.enc.ini', ['threshold']],
  ['3.8.1/ini-shamir.enc.ini', ['threshold']],
  ['3.9.4/ini-shamir.enc.ini', ['threshold']],
  ['3.10.2/ini-shamir.enc.ini', ['threshold']],
]

// These were damaged on the way back by the release that wrote them, or it could not read them at all.
const likePlain: readonly string[] = [
  '0.9/json-types.enc.json',
  '0.9/yaml-scalars.enc.yaml',
  '1.9/bin-bytes.enc.bin',
  '1.10/bin-bytes.enc.bin',
]

/** What sops 3.13.3 refuses, or crashes on, and sopskit reads. */
export const recoveredFiles: readonly Recovered[] = files.map(([file, why]) => ({
  file,
  warnings: why.map((reason) => reasons[reason]),
  like: likePlain.includes(file) || why.includes('threshold') ? 'plain' : 'writer',
}))
