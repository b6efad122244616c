import { branch, decodeUtf8, entry, SopsError } from '@sopskit/core'
import { armoredKeys } from '../keys/pgp-entry.ts'
import { manifestStore } from '../tree/load-yaml.ts'
import type { FluxKeys } from './init-options.ts'

/** What a decryption Secret is made of. */
export interface SecretManifest {
  readonly privateKey: string
  readonly keys: FluxKeys
  readonly name: string
  readonly namespace: string
}

/** The kinds of private key that a decryption Secret is made from. */
export type PrivateKeyKind = 'age' | 'pgp'

/** @throws {@link SopsError} `INVALID_IDENTITY` for what is neither; nothing of it is quoted. */
export function privateKeyKind(text: string): PrivateKeyKind {
  if (armoredKeys(text) === 'secret') return 'pgp'
  if (/^AGE-(?:SECRET-KEY|PLUGIN)-/m.test(text)) return 'age'
  throw new SopsError(
    'INVALID_IDENTITY',
    'The private key is neither an age key file nor an armored secret PGP key. "age-keygen" and "gpg --export-secret-keys --armor" write them.',
  )
}

/**
 * The manifest of the Secret, as `kubectl create secret generic --from-file` would make it (FLX-063). An age
 * identity is tried first: it must open what is encrypted for the recipient.
 *
 * @throws {@link SopsError} `INVALID_IDENTITY`.
 */
export async function secretManifest(secret: SecretManifest): Promise<string> {
  const { privateKey, keys, name, namespace } = secret
  const kind = privateKeyKind(privateKey)
  if (kind === 'age') await requireFitting(privateKey, keys.age)
  const key = kind === 'age' ? 'age.agekey' : 'sops.asc'
  const tree = branch([
    entry('apiVersion', 'v1'),
    entry('kind', 'Secret'),
    entry('metadata', branch([entry('name', name), entry('namespace', namespace)])),
    entry('stringData', branch([entry(key, privateKey)])),
  ])
  return decodeUtf8((await manifestStore()).emit([tree])) ?? ''
}

/** A Secret with another key than the rule's would show only in the cluster. */
async function requireFitting(text: string, recipients: string | undefined): Promise<void> {
  const { ageKeyService, parseAgeIdentities } = await import('@sopskit/keyservice-age')
  const identities = parseAgeIdentities(text)
  // Plugins may ask somebody, or need a device.
  if (recipients === undefined || identities.some((each) => each.startsWith('AGE-PLUGIN-'))) return
  const service = ageKeyService({ identities })
  const sample = new Uint8Array(32)
  for (const recipient of recipients.split(',').map((each) => each.trim())) {
    try {
      const enc = await service.wrap({ type: 'age', recipient }, sample, {})
      if (enc !== null && (await service.unwrap({ type: 'age', recipient }, enc, {})) !== null)
        return
    } catch {
      // Another recipient may be the one.
    }
  }
  throw new SopsError(
    'INVALID_IDENTITY',
    'The private key belongs to none of the age recipients. Give the recipient that age-keygen printed with it.',
  )
}
