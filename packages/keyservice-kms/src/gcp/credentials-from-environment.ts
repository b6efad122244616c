import { readFile as readFileOfNode } from 'node:fs/promises'
import { decodeUtf8, SopsError } from '@sopskit/core'
import type { GcpEnvironment } from './environment.ts'
import type { GcpIdentity } from './gcp-credentials.ts'
import type { MetadataServer } from './metadata-server.ts'
import { hasMetadataServer, metadataToken } from './metadata-server.ts'

/**
 * Finds the credentials that sops would use (GCP-004): `GOOGLE_CREDENTIALS`, `GOOGLE_OAUTH_ACCESS_TOKEN`,
 * then those of the application: `GOOGLE_APPLICATION_CREDENTIALS`, gcloud's file, the metadata server.
 */
export async function credentialsFromEnvironment(
  environment: GcpEnvironment,
  deadlineMs: number,
): Promise<GcpIdentity> {
  const { env } = environment
  const inline = env['GOOGLE_CREDENTIALS']
  // An existing file, or else the JSON itself.
  if (inline) return { json: (await fileText(environment, inline, 'GOOGLE_CREDENTIALS')) ?? inline }
  const accessToken = env['GOOGLE_OAUTH_ACCESS_TOKEN']
  if (accessToken) return { accessToken }
  return applicationDefault(environment, deadlineMs)
}

async function applicationDefault(
  environment: GcpEnvironment,
  deadlineMs: number,
): Promise<GcpIdentity> {
  const { env } = environment
  const variable = 'GOOGLE_APPLICATION_CREDENTIALS'
  const named = env[variable]
  if (named) {
    const json = await fileText(environment, named, variable)
    if (json === undefined) throw unreadable(variable, 'does not exist')
    return { json }
  }
  const path = gcloudFile(environment)
  const json =
    path === undefined ? undefined : await fileText(environment, path, `The file of gcloud`)
  if (json !== undefined) return { json }
  const server = metadataServer(environment, deadlineMs)
  if (await hasMetadataServer(server)) return { renew: () => metadataToken(server) }
  throw nothingFound()
}

/** The same place as for Go programs: `CLOUDSDK_CONFIG` is not looked at. */
function gcloudFile({ env, platform = process.platform }: GcpEnvironment): string | undefined {
  const name = 'application_default_credentials.json'
  if (platform === 'win32') {
    return env['APPDATA'] ? `${env['APPDATA']}\\gcloud\\${name}` : undefined
  }
  return env['HOME'] ? `${env['HOME']}/.config/gcloud/${name}` : undefined
}

function metadataServer(
  { env, fetch = globalThis.fetch }: GcpEnvironment,
  tokenMs: number,
): MetadataServer {
  return { host: env['GCE_METADATA_HOST'] || '169.254.169.254', fetch, probeMs: 800, tokenMs }
}

const notThere: ReadonlySet<unknown> = new Set([
  'ENOENT',
  'ENOTDIR',
  'ENAMETOOLONG',
  'ERR_INVALID_ARG_VALUE',
])

async function fileText(
  { readFile = readFileOfNode }: GcpEnvironment,
  path: string,
  source: string,
): Promise<string | undefined> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && notThere.has(error.code)) return undefined
    throw unreadable(source, 'cannot be read')
  }
  const text = decodeUtf8(bytes)
  if (text === undefined) throw unreadable(source, 'is not text')
  return text
}

function unreadable(source: string, why: string): SopsError {
  const what = source.startsWith('GOOGLE') ? `The file that ${source} names` : source
  const message = `${what} ${why}. Name a readable credentials file of Google, or unset it.`
  return new SopsError('INVALID_IDENTITY', message)
}

function nothingFound(): SopsError {
  const message =
    'There are no Google credentials. Looked at GOOGLE_CREDENTIALS, GOOGLE_OAUTH_ACCESS_TOKEN, GOOGLE_APPLICATION_CREDENTIALS, the file of gcloud, and the metadata server of this machine. Set one, or run "gcloud auth application-default login".'
  return new SopsError('PERMISSION_DENIED', message)
}
