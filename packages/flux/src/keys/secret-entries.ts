import type { TreeBranch } from '@sopskit/core'
import { decodeBase64, encodeUtf8, SopsError } from '@sopskit/core'
import { branchAt, entriesOf, textAt, valueAt } from '../tree/entries.ts'
import { loadYaml } from '../tree/load-yaml.ts'

/** The entries of a decryption Secret by their data keys. */
export type SecretEntries = ReadonlyMap<string, Uint8Array>

/**
 * Takes the entries out of the manifest of a Secret, YAML or JSON: `data` is base64, and `stringData` comes
 * before it, as for Kubernetes. Other documents of the text are passed over.
 *
 * @throws {@link SopsError} `INVALID_IDENTITY` for a text without exactly one Secret, one that is encrypted
 * itself, or an entry that is no base64; the errors of reading YAML, without their place.
 */
export async function readSecretEntries(manifest: string | Uint8Array): Promise<SecretEntries> {
  const bytes = typeof manifest === 'string' ? encodeUtf8(manifest) : manifest
  const secrets = (await loadYaml(bytes)).filter((node) => textAt(node, 'kind') === 'Secret')
  const [secret, ...others] = secrets
  if (secret === undefined || others.length > 0) {
    throw unusable('The decryption Secret must be the manifest of one Secret (kind: Secret).')
  }
  if (valueAt(secret, 'sops') !== undefined) {
    throw unusable('The decryption Secret is encrypted itself. Decrypt it first.')
  }
  return new Map([...dataOf(secret), ...stringDataOf(secret)])
}

function dataOf(secret: TreeBranch): readonly (readonly [string, Uint8Array])[] {
  return entriesOf(branchAt(secret, 'data')).map(([key, value]) => {
    const bytes = typeof value === 'string' ? decodeBase64(value) : undefined
    if (bytes === undefined)
      throw invalidEntry(key, 'is not base64. Plain text belongs in stringData')
    return [key, bytes]
  })
}

function stringDataOf(secret: TreeBranch): readonly (readonly [string, Uint8Array])[] {
  return entriesOf(branchAt(secret, 'stringData')).map(([key, value]) => {
    if (typeof value !== 'string') throw invalidEntry(key, 'is no text')
    return [key, encodeUtf8(value)]
  })
}

/** The error for an entry that cannot be used; it names the entry (FLX-011). */
export function invalidEntry(key: string, why: string): SopsError {
  return unusable(`The entry ${JSON.stringify(key)} of the decryption Secret ${why}.`)
}

function unusable(message: string): SopsError {
  return new SopsError('INVALID_IDENTITY', message)
}
