import { shownKeyName, SopsError } from '@sopskit/core'

/** A key without its version (GCP-001). */
const pattern = /^projects\/[^/]+\/locations\/[^/]+\/keyRings\/[^/]+\/cryptoKeys\/[^/]+$/

/** Over REST the id is a part of the address; and no key has such a name. */
const strange = /[\p{C}\s\\]|(?:^|\/)\.{1,2}(?:\/|$)/u

/** Refuses what is not the resource id of a key. Looked at when the key is used, as in sops (GCP-001). */
export function requireResourceId(resourceId: string): string {
  if (pattern.test(resourceId) && !strange.test(resourceId)) return resourceId
  const shown = shownKeyName({ type: 'gcp_kms', resourceId })
  const message = `The GCP KMS key "${shown}" is not a resource id. Write it as projects/PROJECT/locations/LOCATION/keyRings/RING/cryptoKeys/KEY, without a version.`
  throw new SopsError('INVALID_MASTER_KEY', message)
}
