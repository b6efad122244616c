import type { SopsErrorCode } from '@sopskit/core'
import { SopsError } from '@sopskit/core'
import type { IdentityText } from '../identities/read-identity-text.ts'
import { readIdentityText } from '../identities/read-identity-text.ts'
import type { AgeEnvironment } from './age-environment.ts'
import { defaultKeyFile } from './default-key-file.ts'

/** One place that may hold identities. */
export interface IdentitySource {
  readonly name: string
  /** `undefined` when there is no such source; rejects with a `SopsError` when it cannot be used. */
  readonly read: () => Promise<IdentityText | undefined>
}

/** All places of this release, and those of later ones that are set, in the order of sops (AGE-006). */
export function identitySources(environment: AgeEnvironment): readonly IdentitySource[] {
  return [
    ...laterSource('SOPS_AGE_SSH_PRIVATE_KEY_FILE', environment),
    ...laterSource('SOPS_AGE_SSH_PRIVATE_KEY_CMD', environment),
    keyVariable('SOPS_AGE_KEY', environment),
    fileVariable('SOPS_AGE_KEY_FILE', environment),
    ...laterSource('SOPS_AGE_KEY_CMD', environment),
    defaultFile(environment),
  ]
}

function laterSource(name: string, { env }: AgeEnvironment): readonly IdentitySource[] {
  if (env[name] === undefined) return []
  const later = failure('This source of identities comes with a later release.')
  return [{ name, read: () => Promise.reject(later) }]
}

function keyVariable(name: string, { env }: AgeEnvironment): IdentitySource {
  const text = env[name]
  return { name, read: async () => (text === undefined ? text : readIdentityText(text, 'words')) }
}

function fileVariable(name: string, environment: AgeEnvironment): IdentitySource {
  const path = environment.env[name]
  const read = async (): Promise<IdentityText | undefined> => {
    if (path === undefined) return undefined
    const text = await readKeyFile(path, environment)
    if (text === undefined) throw failure('The file it names does not exist.', 'FILE_NOT_FOUND')
    return text
  }
  return { name, read }
}

function defaultFile(environment: AgeEnvironment): IdentitySource {
  const path = defaultKeyFile(environment)
  if (path !== undefined) return { name: path, read: () => readKeyFile(path, environment) }
  const reason =
    environment.platform === 'win32'
      ? 'Its folder is unknown: %AppData% is not set.'
      : 'Its folder is unknown: XDG_CONFIG_HOME is not an absolute path, or there is no home directory.'
  return { name: 'sops/age/keys.txt', read: () => Promise.reject(failure(reason)) }
}

/** `undefined` when there is no file. Messages leave the path out: a key may stand there by mistake. */
async function readKeyFile(
  path: string,
  { readFile }: AgeEnvironment,
): Promise<IdentityText | undefined> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (error) {
    const code = systemCode(error)
    if (code === 'ENOENT') return undefined
    throw failure(`The file cannot be read (${code}).`, 'FILE_UNREADABLE')
  }
  // Comments may hold bytes that are not UTF-8; a byte order mark makes the first line a bad one.
  return readIdentityText(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes), 'whole')
}

function systemCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? code : 'unknown reason'
}

function failure(message: string, code: SopsErrorCode = 'INVALID_IDENTITY'): SopsError {
  return new SopsError(code, message)
}
