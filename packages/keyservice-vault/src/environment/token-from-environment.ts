import { join } from 'node:path'
import { decodeUtf8, SopsError } from '@sopskit/core'
import type { VaultEnvironment } from './vault-environment.ts'

/** The token of `VAULT_TOKEN`, else of `~/.vault-token`; empty when there is none (HCV-004). */
export async function tokenFromEnvironment(environment: VaultEnvironment): Promise<string> {
  const { env, homeDirectory, readFile } = environment
  const token = env['VAULT_TOKEN'] ?? ''
  if (token !== '' || homeDirectory === '') return token
  let bytes: Uint8Array
  try {
    bytes = await readFile(join(homeDirectory, '.vault-token'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw unreadable()
  }
  const text = decodeUtf8(bytes)
  if (text === undefined) throw unreadable()
  return text.trim()
}

function unreadable(): SopsError {
  const message =
    'The file ~/.vault-token cannot be read. Correct its permissions, log in again, or set VAULT_TOKEN.'
  return new SopsError('PERMISSION_DENIED', message)
}
