/**
 * Which leaves of a tree are encrypted (R3, R6). `pattern` is RE2 source text; `suffix` is compared with
 * the end of each key. `none` is the rule of binary files: everything is encrypted and no rule is
 * written (B3).
 */
export type EncryptionRule =
  | { readonly kind: 'none' }
  | { readonly kind: 'unencrypted-suffix'; readonly suffix: string }
  | { readonly kind: 'encrypted-suffix'; readonly suffix: string }
  | { readonly kind: 'unencrypted-regex'; readonly pattern: string }
  | { readonly kind: 'encrypted-regex'; readonly pattern: string }
  | { readonly kind: 'unencrypted-comment-regex'; readonly pattern: string }
  | { readonly kind: 'encrypted-comment-regex'; readonly pattern: string }

/** The rule of a file that names none: keys ending in `_unencrypted` stay plain (R2). */
export const defaultRule: EncryptionRule = { kind: 'unencrypted-suffix', suffix: '_unencrypted' }
