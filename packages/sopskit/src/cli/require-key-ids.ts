import { type MasterKey, SopsError } from '@sopskit/core'

const types: Readonly<Record<MasterKey['type'], true>> = {
  age: true,
  pgp: true,
  kms: true,
  gcp_kms: true,
  azure_kv: true,
  hc_vault: true,
  hckms: true,
}

/**
 * Refuses a key to allow that no request could name.
 *
 * @throws {@link SopsError} `INVALID_OPTION`.
 */
export function requireKeyIds(ids: readonly string[]): void {
  const names = Object.keys(types)
  if (ids.every((id) => names.some((name) => id.startsWith(`${name}:`) && id !== `${name}:`)))
    return
  throw new SopsError(
    'INVALID_OPTION',
    `--allow takes TYPE:KEY, for example age:age1..., where TYPE is one of ${names.join(', ')}.`,
  )
}
