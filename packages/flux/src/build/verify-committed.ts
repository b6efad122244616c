import { posix } from 'node:path'
import type { TreeBranch } from '@sopskit/core'
import { branch, decodeUtf8 } from '@sopskit/core'
import { atPlace, requireNotAborted } from '../at-place.ts'
import { inBatches } from '../in-batches.ts'
import { readNamedFile } from '../files/read-file.ts'
import { scopedPath } from '../files/scoped-path.ts'
import { encryptedStore } from '../formats/store-of.ts'
import { textsAt } from '../kustomization/kustomization.ts'
import type { Visited } from '../kustomization/visit.ts'
import { hasEntries, loadDocuments } from '../tree/load-yaml.ts'
import type { BuildRoom } from './build-room.ts'
import { openBranches } from './opener.ts'
import { encryptionOf, macOf } from './resource.ts'
import { decryptedTexts } from '../resources/decrypt-resource.ts'

/** A document of a manifest as it is committed. */
export interface Committed {
  readonly tree: TreeBranch
  /** Decrypted; `undefined` where the file is not encrypted, or nothing is to be decrypted. */
  readonly opened: TreeBranch | undefined
}

/**
 * Reads a manifest as it is committed and, where it is encrypted, decrypts the whole file and verifies its
 * MAC, which the controller cannot do after its build any more (FLX-041, FLX-086).
 *
 * @throws {@link SopsError} of reading and decrypting, with the name of the file.
 */
export function openCommitted(path: string, room: BuildRoom): Promise<readonly Committed[]> {
  const { root, fileSystem, opener, secrets, verified } = room
  return atPlace(path, async () => {
    const bytes = await readNamedFile({ root, path }, fileSystem)
    const isJson = path.endsWith('.json')
    const store = await encryptedStore(isJson ? 'json' : 'yaml')
    const documents = isJson ? store.load(bytes) : await loadDocuments(bytes)
    const isWhole = documents.some((each) => encryptionOf(each) === 'whole')
    if (opener === undefined || !isWhole) {
      return documents.filter(hasEntries).map((tree) => ({ tree, opened: undefined }))
    }
    const { branches } = await openBranches(documents, store, opener)
    const pairs = documents.map((tree, index) => ({ tree, opened: branches[index] ?? branch([]) }))
    for (const { tree, opened } of pairs) {
      verified.add(macOf(tree))
      secrets.add(decryptedTexts(tree, opened))
    }
    return pairs.filter(({ opened }) => hasEntries(opened))
  })
}

/** Verifies the manifests that the visited kustomizations name, before a build changes them. */
export async function verifyCommitted(visited: readonly Visited[], room: BuildRoom): Promise<void> {
  const named = visited.flatMap(({ folder, kustomization }) =>
    textsAt(kustomization, 'resources').map((entry) => posix.join(folder, entry)),
  )
  const paths = await inBatches(named, (path) => scopedPath(room.root, path, room.fileSystem))
  await inBatches([...new Set(paths)], async (path) => {
    requireNotAborted(room.signal)
    if (await isManifest(path, room)) await openCommitted(path, room)
  })
}

/** A file without any `sops` in it, which an escape could hide, is left to kustomize, whatever it holds. */
async function isManifest(path: string, { root, fileSystem }: BuildRoom): Promise<boolean> {
  const status = await fileSystem.lstat(posix.join(root, path)).catch(() => undefined)
  if (status?.isFile() !== true) return false
  const text = decodeUtf8(await readNamedFile({ root, path }, fileSystem))
  return text === undefined || /\bsops\b|\\/.test(text)
}
