import { posix } from 'node:path'
import {
  ageMasterKeys,
  azureKeyVaultMasterKeys,
  branch,
  entry,
  gcpKmsMasterKeys,
  kmsMasterKeys,
  pgpMasterKeys,
  SopsError,
  type TreeBranch,
  type TreeEntry,
  vaultMasterKeys,
} from '@sopskit/core'
import type { FluxKeys } from './init-options.ts'

/** The values of a manifest that are secret; all else stays readable for the build (FLX-042). */
const encryptedRegex = '^(data|stringData)$'

const fields = [
  ['age', 'age', ageMasterKeys],
  ['pgp', 'pgp', pgpMasterKeys],
  ['kms', 'kms', (text: string) => kmsMasterKeys(text)],
  ['gcpKms', 'gcp_kms', gcpKmsMasterKeys],
  ['azureKeyvault', 'azure_keyvault', azureKeyVaultMasterKeys],
  ['hcVaultTransit', 'hc_vault_transit_uri', vaultMasterKeys],
] as const

/**
 * The creation rules of a cluster (FLX-060): one for manifests, and one for the files of generators, which are
 * encrypted whole. Unlike the guide's `.*.yaml` they do not match the files that must stay plain, which tools that
 * encrypt whatever matches would ruin (FLX-062). With a pattern of the caller's there is one rule, for manifests.
 *
 * @throws {@link SopsError} `INVALID_MASTER_KEY` for a text that is no key, `NO_RECIPIENTS` without any.
 */
export function rulesFor(
  keys: FluxKeys,
  folder: string,
  pathRegex: string | undefined,
): readonly TreeBranch[] {
  const given = keyFields(keys)
  const below = startOf(folder)
  const manifests = pathRegex ?? `${below}[^/]*secret[^/]*\\.ya?ml$`
  const rule = branch([
    entry('path_regex', manifests),
    entry('encrypted_regex', encryptedRegex),
    ...given,
  ])
  if (pathRegex !== undefined) return [rule]
  const whole = `${below}[^/]*\\.encrypted(\\.[^/.]+)?$`
  return [rule, branch([entry('path_regex', whole), ...given])]
}

function keyFields(keys: FluxKeys): readonly TreeEntry[] {
  const given = fields.flatMap(([option, field, parse]): readonly TreeEntry[] => {
    const text = keys[option]?.trim() ?? ''
    if (text === '') return []
    parse(text)
    return [entry(field, text)]
  })
  if (given.length === 0) {
    throw new SopsError(
      'NO_RECIPIENTS',
      'Name a key of the cluster: an age recipient, a PGP fingerprint, or one of a cloud or Vault.',
    )
  }
  return given
}

/** What the pattern of everything below a folder begins with. */
function startOf(folder: string): string {
  const start = folder === '' ? '' : `${posix.normalize(folder)}/`
  return `^${start.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}(.*/)?`
}
