import type { KeyService } from '@sopskit/core'
import { cachedKeyService } from '@sopskit/core'
import { type LazyServiceOptions, lazyService } from './lazy-service.ts'
import { homeOf, type ServiceEnvironment } from './service-environment.ts'

/**
 * The key services that sops has, with the credentials it would use in an environment. The code of each is
 * loaded, and its credentials are read, when a key of its kind turns up. What was unwrapped once is not
 * asked for again.
 */
export function localServices(from: ServiceEnvironment): readonly KeyService[] {
  return rows.map((row) => cachedKeyService(lazyService({ ...row, load: () => row.load(from) })))
}

type Row = Omit<LazyServiceOptions, 'load'> & {
  readonly load: (from: ServiceEnvironment) => Promise<KeyService>
}

/** The first answers first; each kind of key has one. */
const rows: readonly Row[] = [
  { type: 'age', name: 'age', load: loadAge },
  { type: 'pgp', name: 'gpg', load: loadGpg },
  { type: 'kms', name: 'AWS KMS', load: loadAws },
  { type: 'gcp_kms', name: 'Google Cloud KMS', load: loadGcp },
  { type: 'azure_kv', name: 'Azure Key Vault', load: loadAzure, completes: true },
  { type: 'hc_vault', name: 'Vault', load: loadVault },
]

async function loadAge(from: ServiceEnvironment): Promise<KeyService> {
  const { askPassphrase } = from
  const { ageKeyServiceFromEnvironment } = await import('@sopskit/keyservice-age/node')
  return ageKeyServiceFromEnvironment({
    env: from.env,
    platform: from.platform ?? process.platform,
    homeDirectory: homeOf(from),
    readFile: (path) => from.fileSystem.readFile(path),
    ...(from.pluginUi !== undefined && { pluginUi: from.pluginUi }),
    ...(askPassphrase !== undefined && {
      askPassphrase: ({ kind, place, signal }) =>
        askPassphrase(kind === 'ssh-key' ? `the SSH key ${place}` : `the keys of ${place}`, signal),
    }),
  })
}

async function loadGpg({ env }: ServiceEnvironment): Promise<KeyService> {
  const { gpgKeyServiceFromEnvironment } = await import('@sopskit/keyservice-pgp/gpg')
  return gpgKeyServiceFromEnvironment({ env })
}

async function loadAws({ env }: ServiceEnvironment): Promise<KeyService> {
  const { awsKmsKeyServiceFromEnvironment } = await import('@sopskit/keyservice-kms/aws')
  return awsKmsKeyServiceFromEnvironment({ env })
}

async function loadGcp({ env, fileSystem }: ServiceEnvironment): Promise<KeyService> {
  const { gcpKmsKeyServiceFromEnvironment } = await import('@sopskit/keyservice-kms/gcp')
  return gcpKmsKeyServiceFromEnvironment({ env, readFile: (path) => fileSystem.readFile(path) })
}

async function loadAzure({ env }: ServiceEnvironment): Promise<KeyService> {
  const { azureKeyVaultKeyServiceFromEnvironment } = await import('@sopskit/keyservice-kms/azure')
  return azureKeyVaultKeyServiceFromEnvironment({ env })
}

async function loadVault(from: ServiceEnvironment): Promise<KeyService> {
  const { vaultKeyServiceFromEnvironment } = await import('@sopskit/keyservice-vault')
  return vaultKeyServiceFromEnvironment({
    env: from.env,
    homeDirectory: homeOf(from),
    readFile: (path) => from.fileSystem.readFile(path),
  })
}
