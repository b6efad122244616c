import type { KeyService, MasterKey, MasterKeyType } from '@sopskit/core'
import { cachedKeyService } from '@sopskit/core'
import { readAgeEntry } from './age-entry.ts'
import { readAwsEntry } from './aws-entry.ts'
import { readAzureEntry } from './azure-entry.ts'
import { readGcpEntry } from './gcp-entry.ts'
import type { EntryService, KeyEnvironment, ReadEntry } from './key-environment.ts'
import { readPgpEntry } from './pgp-entry.ts'
import type { SecretEntries } from './secret-entries.ts'
import { readVaultEntry } from './vault-entry.ts'

const fixedNames = new Map<string, ReadEntry>([
  ['sops.vault-token', readVaultEntry],
  ['sops.aws-kms', readAwsEntry],
  ['sops.azure-kv', readAzureEntry],
  ['sops.gcp-kms', readGcpEntry],
])

/** What reads an entry, by its data key; other entries say nothing to the controller. */
function readerOf(key: string): ReadEntry | undefined {
  if (key.endsWith('.asc')) return readPgpEntry
  if (key.endsWith('.agekey')) return readAgeEntry
  return fixedNames.get(key)
}

/** What {@link fluxKeyServices} takes. */
export interface FluxKeyOptions extends KeyEnvironment {
  /** The entries of the decryption Secret; without one only `services` are asked. */
  readonly entries: SecretEntries | undefined
  /** The key services of the environment, as of the controller's own pod. */
  readonly services: readonly KeyService[]
}

/**
 * The key services of the controller. With a decryption Secret, age and PGP keys come from it alone; an entry
 * for a cloud or Vault replaces what the environment has for that one (FLX-010, FLX-015, FLX-016). Closer than
 * FLX-012: without any age entry, the environment is not asked for one. A profile of AWS that a file names
 * means nothing here (FLX-015).
 *
 * @throws {@link SopsError} `INVALID_IDENTITY` for a broken entry, which it names (FLX-011).
 */
export async function fluxKeyServices(options: FluxKeyOptions): Promise<readonly KeyService[]> {
  const { entries, services } = options
  const own: EntryService[] = []
  for (const [key, bytes] of entries ?? []) {
    const made = await readerOf(key)?.({ key, bytes }, options)
    if (made !== undefined) own.push(made)
  }
  const replaced = new Set<MasterKeyType>(own.map(({ type }) => type))
  if (entries !== undefined) replaced.add('age').add('pgp')
  const others = services.map((service) => onlyFor(service, (type) => !replaced.has(type)))
  return [...own.map(({ service }) => cachedKeyService(service)), ...others].map(withoutProfile)
}

function onlyFor(service: KeyService, isMine: (type: MasterKeyType) => boolean): KeyService {
  return {
    name: service.name,
    wrap: async () => null,
    unwrap: async (key, ...call) => (isMine(key.type) ? service.unwrap(key, ...call) : null),
  }
}

function withoutProfile(service: KeyService): KeyService {
  return {
    ...service,
    unwrap: (key, ...call) => service.unwrap(profileless(key), ...call),
  }
}

function profileless(key: MasterKey): MasterKey {
  return key.type === 'kms' ? { ...key, awsProfile: '' } : key
}
