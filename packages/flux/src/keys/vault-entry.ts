import { textOfEntry } from './entry-text.ts'
import type { ReadEntry } from './key-environment.ts'
import { invalidEntry } from './secret-entries.ts'

/** A Vault token, trimmed; it comes before `VAULT_TOKEN` (FLX-016). */
export const readVaultEntry: ReadEntry = async (entry, { env, readFile }) => {
  const { vaultKeyServiceFromEnvironment } = await import('@sopskit/keyservice-vault')
  const token = textOfEntry(entry).trim()
  if (token === '') throw invalidEntry(entry.key, 'holds no token')
  const environment = { env, homeDirectory: env['HOME'] ?? '', readFile }
  return { type: 'hc_vault', service: vaultKeyServiceFromEnvironment(environment, { token }) }
}
