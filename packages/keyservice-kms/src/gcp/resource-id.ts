import { SopsError } from '@sopskit/core'

/** A key without its version (GCP-001). */
const pattern = /^projects\/[^/]+\/locations\/[^/]+\/keyRings\/[^/]+\/cryptoKeys\/[^/]+$/

/** Refuses what is not the resource id of a key. Looked at when the key is used, as in sops (GCP-001). */
export function requireResourceId(resourceId: string): string {
  if (pattern.test(resourceId)) return resourceId
  const message = `The GCP KMS key "${resourceId}" is not a resource id. Write it as projects/PROJECT/locations/LOCATION/keyRings/RING/cryptoKeys/KEY, without a version.`
  throw new SopsError('INVALID_MASTER_KEY', message)
}
