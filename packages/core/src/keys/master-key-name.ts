import type { KmsMasterKey, MasterKey } from './master-key.ts'

/**
 * The text by which a master key goes in reports and comparisons (Z6, KMS-012): an age recipient, a
 * fingerprint, an ARN with role, context and profile, a resource id or a URL. Never a secret.
 *
 * @example
 * ```ts
 * import { masterKeyName } from '@sopskit/core'
 * masterKeyName({ type: 'hc_vault', vaultAddress: 'https://vault.example', enginePath: 'transit', keyName: 'ci' })
 * // 'https://vault.example/v1/transit/keys/ci'
 * ```
 */
export function masterKeyName(key: MasterKey): string {
  switch (key.type) {
    case 'age':
      return key.recipient
    case 'pgp':
      return key.fingerprint
    case 'kms':
      return kmsName(key)
    case 'gcp_kms':
      return key.resourceId
    case 'azure_kv':
      return `${key.vaultUrl}/keys/${key.name}/${key.version}`
    case 'hc_vault':
      return `${key.vaultAddress}/v1/${key.enginePath}/keys/${key.keyName}`
    case 'hckms':
    default:
      return key.keyId
  }
}

/** The profile stands in the third place, so an empty context keeps its place before one (KMS-012). */
function kmsName({ arn, role, context, awsProfile }: KmsMasterKey): string {
  const key = role === '' ? arn : `${arn}+${role}`
  const pairs = Object.keys(context)
    .toSorted()
    .map((name) => `${name}:${context[name]}`)
  if (awsProfile !== '') return `${key}|${pairs.join(',')}|${awsProfile}`
  return pairs.length === 0 ? key : `${key}|${pairs.join(',')}`
}

/**
 * A text that is equal for equal master keys: kind and name. Two AWS keys that differ in role, context
 * or profile only are different keys (CFG-045).
 *
 * @example
 * ```ts
 * import { masterKeyId } from '@sopskit/core'
 * masterKeyId({ type: 'age', recipient: 'age1example' }) // 'age:age1example'
 * ```
 */
export function masterKeyId(key: MasterKey): string {
  return `${key.type}:${masterKeyName(key)}`
}
