import { SopsError } from '@sopskit/core'

/**
 * Refuses an address that the allowlist does not name (HCV-006). Prefixes are compared as texts: scheme,
 * port and user count. `subject` names the key.
 *
 * @throws `PERMISSION_DENIED` for an address that is not on it, `INVALID_OPTION` for a list with an empty
 * entry.
 */
export function requireAllowed(allowlist: string, address: string, subject: string): void {
  if (allowlist === '' || allowlist === 'all') return
  if (
    allowlist !== 'none' &&
    prefixesOf(allowlist).some((prefix) => slashed(address).startsWith(prefix))
  )
    return
  const message = `${subject} is not on the list of Vault addresses that may be used, so nothing was sent. If the address is trusted, add it to SOPS_HC_VAULT_ALLOWLIST.`
  throw new SopsError('PERMISSION_DENIED', message)
}

function prefixesOf(allowlist: string): readonly string[] {
  return allowlist.split(',').map((entry, index) => {
    const prefix = entry.trim()
    if (prefix !== '') return slashed(prefix)
    const message = `Entry ${index + 1} of the list of Vault addresses (SOPS_HC_VAULT_ALLOWLIST) is empty. Remove it, or write "none" or "all" alone.`
    throw new SopsError('INVALID_OPTION', message)
  })
}

function slashed(text: string): string {
  return text.endsWith('/') ? text : `${text}/`
}
