import fc from 'fast-check'

/** How a document is encrypted. */
export interface EncryptionFlags {
  /** Positions of the test identities that can read it; never empty. */
  readonly recipients: readonly number[]
  /** At most one rule, as a flag and its value. */
  readonly rule: readonly string[]
  readonly macOnlyEncrypted: boolean
}

/** One to three recipients, any of the rules, with and without `--mac-only-encrypted`. */
export function encryptionFlags(
  rules: readonly (readonly string[])[],
): fc.Arbitrary<EncryptionFlags> {
  return fc.record({
    recipients: fc.shuffledSubarray([0, 1, 2], { minLength: 1 }),
    rule: fc.oneof(
      { weight: 1, arbitrary: fc.constant([]) },
      { weight: 2, arbitrary: fc.constantFrom(...rules) },
    ),
    macOnlyEncrypted: fc.oneof(
      { weight: 3, arbitrary: fc.constant(false) },
      { weight: 1, arbitrary: fc.constant(true) },
    ),
  })
}

/** Rules that look at keys. */
export const keyRules: readonly (readonly string[])[] = [
  ['--unencrypted-suffix', '_enc'],
  ['--encrypted-suffix', '_enc'],
  ['--encrypted-regex', '^(a|Secret)'],
  ['--encrypted-regex', '^nothing$'],
  ['--unencrypted-regex', '(?i)^s|\\d$'],
]

/** Rules that look at comments; only YAML has any. */
export const commentRules: readonly (readonly string[])[] = [
  ['--encrypted-comment-regex', 'secret'],
  ['--unencrypted-comment-regex', '^ plain$'],
]
