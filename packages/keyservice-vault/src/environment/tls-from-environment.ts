import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeUtf8, SopsError } from '@sopskit/core'
import type { VaultTls } from '../settings.ts'
import { goBoolean } from './go-values.ts'
import { invalidVariable } from './invalid-variable.ts'
import type { VaultEnvironment } from './vault-environment.ts'

/** How Vault's certificate is checked, from the variables of Vault's own clients (HCV-005). */
export async function tlsFromEnvironment(environment: VaultEnvironment): Promise<VaultTls> {
  const { env } = environment
  const serverName = env['VAULT_TLS_SERVER_NAME'] ?? ''
  const ca = await authorities(environment)
  return {
    skipVerify: skipVerify(env['VAULT_SKIP_VERIFY'] ?? ''),
    ...(serverName === '' ? {} : { serverName }),
    ...(ca === undefined ? {} : { ca }),
    ...(await clientCertificate(environment)),
  }
}

function skipVerify(text: string): boolean {
  if (text === '') return false
  const value = goBoolean(text)
  if (value === undefined) throw invalidVariable('VAULT_SKIP_VERIFY', '"true" or "false"')
  return value
}

async function authorities(environment: VaultEnvironment): Promise<readonly string[] | undefined> {
  const { env, listFiles = filesBelow } = environment
  const file = env['VAULT_CACERT'] ?? ''
  if (file !== '') return [await readAuthority('VAULT_CACERT', file, environment)]
  const text = env['VAULT_CACERT_BYTES'] ?? ''
  if (text !== '') return [text]
  const folder = env['VAULT_CAPATH'] ?? ''
  if (folder === '') return undefined
  const paths = await listFiles(folder).catch(() => {
    throw unreadable('VAULT_CAPATH', 'INVALID_OPTION')
  })
  return Promise.all(paths.map((path) => readAuthority('VAULT_CAPATH', path, environment)))
}

// Node takes any text, and then trusts nobody.
async function readAuthority(
  name: string,
  path: string,
  environment: VaultEnvironment,
): Promise<string> {
  const text = await readText(name, path, environment)
  if (text.includes('-----BEGIN ')) return text
  throw invalidVariable(name, 'the path of certificates in PEM form, and of nothing else')
}

async function clientCertificate(environment: VaultEnvironment): Promise<VaultTls> {
  const cert = environment.env['VAULT_CLIENT_CERT'] ?? ''
  const key = environment.env['VAULT_CLIENT_KEY'] ?? ''
  if (cert === '' && key === '') return {}
  if (cert === '' || key === '') {
    throw invalidVariable(
      cert === '' ? 'VAULT_CLIENT_CERT' : 'VAULT_CLIENT_KEY',
      'set, too: a client certificate needs both VAULT_CLIENT_CERT and VAULT_CLIENT_KEY',
    )
  }
  return {
    cert: await readText('VAULT_CLIENT_CERT', cert, environment),
    key: await readText('VAULT_CLIENT_KEY', key, environment),
  }
}

async function readText(
  name: string,
  path: string,
  { readFile }: VaultEnvironment,
): Promise<string> {
  const code = name.startsWith('VAULT_CLIENT_') ? 'INVALID_IDENTITY' : 'INVALID_OPTION'
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch {
    throw unreadable(name, code)
  }
  const text = decodeUtf8(bytes)
  if (text === undefined) throw unreadable(name, code)
  return text
}

// Neither the path nor the system's message is passed on: somebody may have put the key itself there.
function unreadable(name: string, code: 'INVALID_IDENTITY' | 'INVALID_OPTION'): SopsError {
  return new SopsError(
    code,
    `What ${name} names cannot be read. Correct the path, or unset ${name}.`,
  )
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name))
}
