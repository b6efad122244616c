import type { TreeBranch } from '@sopskit/core'
import { branch, SopsError } from '@sopskit/core'
import { atPlace } from '../at-place.ts'
import type { BuildRoom } from '../build/build-room.ts'
import { openBranches } from '../build/opener.ts'
import { encryptionOf, isDisabled, macOf, type Resource } from '../build/resource.ts'
import { asJson, textsOf } from '../tree/as-json.ts'
import { replaceEncrypted } from '../tree/encrypted-places.ts'
import { textAt, valueAt } from '../tree/entries.ts'
import { decryptData } from './decrypt-data.ts'

/** A resource as the controller would apply it. */
export interface AppliedResource {
  readonly tree: TreeBranch
  /** Something in it was encrypted. */
  readonly decrypted: boolean
  /** How it was before, where the resource itself was encrypted. */
  readonly encrypted?: TreeBranch | undefined
}

/**
 * Does with a built resource what the controller does (FLX-003, FLX-004, FLX-040 to FLX-045).
 *
 * @throws {@link SopsError} `METADATA_INVALID` for a `sops` field without a MAC, and for a Secret that stays
 * encrypted; the errors of decrypting. All name the resource.
 */
export function decryptResource(resource: Resource, room: BuildRoom): Promise<AppliedResource> {
  return atPlace(resource.name, () => applied(resource, room))
}

async function applied(resource: Resource, room: BuildRoom): Promise<AppliedResource> {
  const { tree, encrypted } = resource
  if (encrypted !== undefined) return { tree: asJson(tree), decrypted: true, encrypted }
  const plain = { tree: asJson(tree), decrypted: false }
  if (isDisabled(tree)) return plain
  const encryption = encryptionOf(tree)
  const isSecret = textAt(tree, 'kind') === 'Secret'
  if (room.opener === undefined) {
    if (isSecret && valueAt(tree, 'sops') !== undefined) throw notConfigured()
    return plain
  }
  if (encryption === 'half') throw halfEncrypted()
  if (encryption === 'whole') return openResource(resource, room)
  return isSecret ? decryptData(plain.tree, room) : plain
}

/** As JSON, and without its MAC: the build has changed what it covers (FLX-040, FLX-041). */
async function openResource({ tree, name }: Resource, room: BuildRoom): Promise<AppliedResource> {
  const { opener, secrets, verified } = room
  if (opener === undefined) throw notConfigured()
  const encrypted = asJson(tree)
  if (!verified.has(macOf(tree))) {
    room.notify({
      code: 'MAC_NOT_VERIFIED',
      message: `${name}: No committed file with this MAC was found, so nothing says that the values are those that were encrypted.`,
    })
  }
  const { branches } = await openBranches(
    [encrypted],
    { layout: 'nested' },
    { ...opener, ignoreMac: true },
  )
  const [opened = branch([])] = branches
  secrets.add(decryptedTexts(encrypted, opened))
  return { tree: opened, decrypted: true, encrypted }
}

/** The texts that were encrypted. */
export function decryptedTexts(encrypted: TreeBranch, opened: TreeBranch): readonly string[] {
  const texts: string[] = []
  replaceEncrypted(opened, encrypted, (value) => {
    texts.push(...textsOf(value))
    return value
  })
  return texts
}

function halfEncrypted(): SopsError {
  const message =
    'It has a sops field without a MAC: it is encrypted in part, or its metadata are damaged. Restore it from an intact copy, or remove the field and encrypt it again.'
  return new SopsError('METADATA_INVALID', message)
}

function notConfigured(): SopsError {
  const message =
    'The Secret is encrypted, and decryption is not configured: the controller refuses it. Give the Kustomization a spec.decryption.'
  return new SopsError('METADATA_INVALID', message)
}
