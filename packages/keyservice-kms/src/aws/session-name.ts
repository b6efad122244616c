const longestName = 64

/**
 * The name under which a role is assumed, for AWS to log (KMS-006). The range `@` to `_` is the one of
 * `sops`: it keeps `[ \ ] ^` and drops the hyphen.
 */
export function sessionName(hostName: string): string {
  return `sops@${hostName.replace(/[^a-zA-Z0-9=,.@-_]/g, '')}`.slice(0, longestName)
}
