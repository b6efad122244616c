import { posix, win32 } from 'node:path'
import type { AgeSshIdentity } from '../../identities/age-identity.ts'
import type { AgeEnvironment } from '../age-environment.ts'
import type { IdentitySource } from './identity-source.ts'
import { sourceError } from './identity-source.ts'
import { readKeyFile, readNamedFile } from './read-key-file.ts'
import { runCommand } from './run-command.ts'

/** Where private keys of SSH are looked for, in the order of sops (AGE-006). */
export function sshSources(environment: AgeEnvironment): readonly IdentitySource[] {
  return [
    sshFileVariable('SOPS_AGE_SSH_PRIVATE_KEY_FILE', environment),
    sshCommand('SOPS_AGE_SSH_PRIVATE_KEY_CMD', environment),
    sshFileOfUser('id_ed25519', environment),
    sshFileOfUser('id_rsa', environment),
  ]
}

function sshFileVariable(name: string, environment: AgeEnvironment): IdentitySource {
  const path = environment.env[name]
  const read = async (): Promise<readonly AgeSshIdentity[] | undefined> => {
    if (path === undefined) return undefined
    return [await sshIdentity(await readNamedFile(path, environment), path, environment)]
  }
  return { name, read }
}

function sshFileOfUser(file: string, environment: AgeEnvironment): IdentitySource {
  const { homeDirectory, platform } = environment
  const { join } = platform === 'win32' ? win32 : posix
  if (homeDirectory === '') return { name: `~/.ssh/${file}`, read: async () => undefined }
  const path = join(homeDirectory, '.ssh', file)
  const read = async (): Promise<readonly AgeSshIdentity[] | undefined> => {
    const bytes = await readKeyFile(path, environment)
    return bytes && [await sshIdentity(bytes, path, environment)]
  }
  return { name: path, read }
}

function sshCommand(name: string, environment: AgeEnvironment): IdentitySource {
  const command = environment.env[name]
  return {
    name,
    perRecipient: command !== undefined,
    read: async (call) => {
      if (command === undefined) return undefined
      const bytes = await runCommand({ command, ...call }, environment)
      if (bytes.length === 0) throw sourceError('The command gave nothing.')
      return [{ kind: 'ssh', privateKey: textOf(bytes), place: name, mayAsk: false }]
    },
  }
}

async function sshIdentity(
  bytes: Uint8Array,
  place: string,
  environment: AgeEnvironment,
): Promise<AgeSshIdentity> {
  const privateKey = textOf(bytes)
  const identity = { kind: 'ssh', privateKey, place } as const
  // The newer format holds the public part in the clear (AGE-015).
  if (!/^Proc-Type: 4,ENCRYPTED/m.test(privateKey)) return identity
  const publicBytes = await readKeyFile(`${place}.pub`, environment)
  return publicBytes === undefined ? identity : { ...identity, publicKey: textOf(publicBytes) }
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}
