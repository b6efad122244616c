import { join } from 'node:path'
import { SopsError } from '@sopskit/core'
import { fileError } from '../files/file-error.ts'
import type { FileSystem } from '../files/file-system.ts'
import { quotePath } from '../files/quote-path.ts'

/** What a client of Vault takes from its surroundings. */
export interface VaultSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly fileSystem: FileSystem
}

/** How a server is trusted and a client shows who it is. */
export interface VaultTls {
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
  readonly servername?: string
  readonly rejectUnauthorized: boolean
}

/** What the environment says beside the address. Empty text is none. */
export interface VaultSettings {
  readonly token: string
  readonly namespace: string
  readonly tls: VaultTls
}

/** Reads the variables of the clients of Vault, and the token that `vault login` left. */
export async function vaultSettings(from: VaultSurroundings): Promise<VaultSettings> {
  const { env } = from
  return {
    token: env['VAULT_TOKEN'] || (await storedToken(from)),
    namespace: env['VAULT_NAMESPACE'] ?? '',
    tls: await tlsSettings(from),
  }
}

async function storedToken({ env, fileSystem }: VaultSurroundings): Promise<string> {
  const home = env['HOME']
  if (home === undefined || home === '') return ''
  try {
    return Buffer.from(await fileSystem.readFile(join(home, '.vault-token')))
      .toString()
      .trim()
  } catch {
    return ''
  }
}

async function tlsSettings({ env, fileSystem }: VaultSurroundings): Promise<VaultTls> {
  const named = async (variable: string): Promise<string | undefined> => {
    const path = env[variable]
    if (path === undefined || path === '') return undefined
    try {
      return Buffer.from(await fileSystem.readFile(path)).toString()
    } catch (error) {
      throw fileError(
        'PUBLISH_FAILED',
        `${variable} names ${quotePath(path)}, which cannot be read`,
        error,
      )
    }
  }
  const ca = env['VAULT_CACERT_BYTES'] || (await named('VAULT_CACERT'))
  const [cert, key] = [await named('VAULT_CLIENT_CERT'), await named('VAULT_CLIENT_KEY')]
  const servername = env['VAULT_TLS_SERVER_NAME']
  return {
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(servername !== undefined && servername !== '' && { servername }),
    rejectUnauthorized: !isTrue(env['VAULT_SKIP_VERIFY'] ?? ''),
  }
}

function isTrue(text: string): boolean {
  if (/^(1|t|T|TRUE|true|True)$/.test(text)) return true
  if (/^(0|f|F|FALSE|false|False)?$/.test(text)) return false
  throw new SopsError('PUBLISH_FAILED', 'The variable VAULT_SKIP_VERIFY is either true or false.')
}
