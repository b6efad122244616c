import { encodeUtf8 } from '@sopskit/core'
import type { AgeEnvironment } from '../age-environment.ts'
import { defaultKeyFile } from '../default-key-file.ts'
import type { IdentitySource } from './identity-source.ts'
import { sourceError } from './identity-source.ts'
import { readIdentities } from './read-identities.ts'
import { readKeyFile, readNamedFile } from './read-key-file.ts'
import { runCommand } from './run-command.ts'

/** Where age identities are looked for, in the order of sops (AGE-006). */
export function ageSources(environment: AgeEnvironment): readonly IdentitySource[] {
  return [
    keyVariable('SOPS_AGE_KEY', environment),
    fileVariable('SOPS_AGE_KEY_FILE', environment),
    keyCommand('SOPS_AGE_KEY_CMD', environment),
    defaultFile(environment),
  ]
}

function keyVariable(name: string, { env }: AgeEnvironment): IdentitySource {
  const text = env[name]
  const read: IdentitySource['read'] = async () =>
    text === undefined ? undefined : readIdentities(encodeUtf8(text), name, 'words')
  return { name, read }
}

function fileVariable(name: string, environment: AgeEnvironment): IdentitySource {
  const path = environment.env[name]
  const read: IdentitySource['read'] = async () =>
    path === undefined ? undefined : readIdentities(await readNamedFile(path, environment), name)
  return { name, read }
}

function keyCommand(name: string, environment: AgeEnvironment): IdentitySource {
  const command = environment.env[name]
  const read: IdentitySource['read'] = async (call) =>
    command === undefined
      ? undefined
      : readIdentities(await runCommand({ command, ...call }, environment), name)
  return { name, perRecipient: command !== undefined, read }
}

function defaultFile(environment: AgeEnvironment): IdentitySource {
  const path = defaultKeyFile(environment)
  if (path === undefined) {
    const reason =
      environment.platform === 'win32'
        ? 'Its folder is unknown: %AppData% is not set.'
        : 'Its folder is unknown: XDG_CONFIG_HOME is not an absolute path, or there is no home directory.'
    return { name: 'sops/age/keys.txt', read: () => Promise.reject(sourceError(reason)) }
  }
  const read: IdentitySource['read'] = async () => {
    const bytes = await readKeyFile(path, environment)
    return bytes && readIdentities(bytes, path)
  }
  return { name: path, read }
}
