/** What sops has gpg do to wrap for a key; the data key comes on standard input (PGP-003). */
export function encryptArguments(key: string): readonly string[] {
  const trust = ['--trusted-key', trustedKey(key)]
  return [
    '--no-default-recipient',
    '--yes',
    '--encrypt',
    '-a',
    '-r',
    key,
    ...trust,
    '--no-encrypt-to',
  ]
}

/** What sops has gpg do to unwrap: gpg finds the key by the message (PGP-004). */
export const decryptArguments: readonly string[] = ['-d']

/** Only a home that was handed in is named; else gpg sees the variables (PGP-008). */
export function homeArguments(homeDirectory: string | undefined): readonly string[] {
  return homeDirectory === undefined ? [] : ['--homedir', homeDirectory]
}

/** The last 16 digits, and the `!` behind them; a shorter text is left as it is (PGP-003, UT-22). */
export function trustedKey(key: string): string {
  const length = key.endsWith('!') ? 17 : 16
  return key.length <= length ? key : key.slice(-length)
}
