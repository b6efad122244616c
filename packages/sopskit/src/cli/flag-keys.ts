import type { MasterKey } from '@sopskit/core'
import {
  ageMasterKeys,
  azureKeyVaultMasterKeys,
  gcpKmsMasterKeys,
  huaweiKmsMasterKeys,
  kmsMasterKeys,
  pgpMasterKeys,
  vaultMasterKeys,
} from '@sopskit/core'
import type { FlagValues } from './flags/flag-table.ts'

/**
 * The one group of master keys that flags and their variables name, in the order of sops; none when all
 * of them are empty (CFG-063).
 *
 * @throws {@link SopsError} `INVALID_MASTER_KEY`.
 */
export function flagKeys(
  flags: FlagValues,
  context: Readonly<Record<string, string>>,
): readonly (readonly MasterKey[])[] {
  const kmsOptions = { context, awsProfile: flags['aws-profile'] }
  const named = [
    keysIn(flags.kms, (text) => kmsMasterKeys(text, kmsOptions)),
    keysIn(flags['gcp-kms'], gcpKmsMasterKeys),
    keysIn(flags.hckms, huaweiKmsMasterKeys),
    keysIn(flags['azure-kv'], azureKeyVaultMasterKeys),
    keysIn(flags.pgp, pgpMasterKeys),
    keysIn(flags['hc-vault-transit'], vaultMasterKeys),
    keysIn(flags.age, ageMasterKeys),
  ].filter((keys) => keys !== undefined)
  return named.length === 0 ? [] : [named.flat()]
}

function keysIn(
  text: string | undefined,
  read: (text: string) => readonly MasterKey[],
): readonly MasterKey[] | undefined {
  return text === undefined || text === '' ? undefined : read(text)
}
