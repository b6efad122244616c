import { join, posix } from 'node:path'
import { isBranch, isComment, isSequence, SopsError } from '@sopskit/core'
import { requireNotAborted } from '../at-place.ts'
import { inBatches } from '../in-batches.ts'
import type { FluxFileSystem } from '../files/file-system.ts'
import { isIgnored } from '../files/ignored.ts'
import { scopedPath } from '../files/scoped-path.ts'
import { isKustomizationName } from '../kustomization/find-kustomization.ts'
import { textAt, valueAt } from '../tree/entries.ts'
import type { BuildRoom } from './build-room.ts'
import { isDisabled, requirePlainId, type Resource } from './resource.ts'
import { openCommitted } from './verify-committed.ts'

/** What lies below a folder without a kustomization file (FLX-067). */
export interface PlainContent {
  /** Manifests, below the root. */
  readonly manifests: readonly string[]
  /** Folders with a kustomization file; what is below them is theirs. */
  readonly kustomizations: readonly string[]
}

/** Looks through a folder as the controller does when it writes a kustomization file for it (FLX-067). */
export async function contentOf(
  folder: string,
  { root, fileSystem, signal }: Pick<BuildRoom, 'root' | 'fileSystem' | 'signal'>,
): Promise<PlainContent> {
  requireNotAborted(signal)
  const manifests: string[] = []
  const kustomizations: string[] = []
  const names = (await fileSystem.readdir(join(root, folder))).toSorted()
  for (const name of names.filter((each) => !isIgnored(each))) {
    const path = posix.join(folder, name)
    const status = await fileSystem.lstat(join(root, path))
    if (status.isDirectory()) {
      const inner = await fileSystem.readdir(join(root, path))
      if (inner.some(isKustomizationName)) kustomizations.push(path)
      else {
        const below = await contentOf(path, { root, fileSystem, signal })
        manifests.push(...below.manifests)
        kustomizations.push(...below.kustomizations)
      }
    } else if (/\.ya?ml$/.test(name) && (await isFile(path, { root, fileSystem }))) {
      manifests.push(path)
    }
  }
  return { manifests, kustomizations }
}

async function isFile(
  path: string,
  { root, fileSystem }: { readonly root: string; readonly fileSystem: FluxFileSystem },
): Promise<boolean> {
  const place = await scopedPath(root, path, fileSystem)
  const status = await fileSystem.lstat(join(root, place)).catch(() => undefined)
  return status?.isFile() === true
}

/**
 * The resources of manifests as they are committed. The files are decrypted whole, and their MACs verified.
 *
 * @throws {@link SopsError} of reading and decrypting, with the name of the file.
 */
export async function plainResources(
  manifests: readonly string[],
  room: BuildRoom,
): Promise<readonly Resource[]> {
  const found = await inBatches(manifests, async (manifest) => {
    requireNotAborted(room.signal)
    return resourcesIn(manifest, room)
  })
  return found.flat()
}

async function resourcesIn(manifest: string, room: BuildRoom): Promise<readonly Resource[]> {
  const path = await scopedPath(room.root, manifest, room.fileSystem)
  const documents = await openCommitted(path, room)
  // One that keeps its ciphertext (FLX-004) has each of them looked at by itself.
  const isWhole = !documents.some(({ tree }) => isDisabled(tree))
  return documents.flatMap(({ tree, opened }) => {
    requirePlainId(tree, manifest)
    return resourcesOf(
      isWhole && opened !== undefined
        ? { tree: opened, encrypted: tree, name: manifest }
        : { tree, encrypted: undefined, name: manifest },
    )
  })
}

/** kustomize takes a List apart, and loses what stands beside its items: with them the keys. */
function resourcesOf(resource: Resource): readonly Resource[] {
  const { tree, encrypted, name } = resource
  const items = valueAt(tree, 'items')
  if (textAt(tree, 'kind') !== 'List' || items === undefined || !isSequence(items)) {
    return [resource]
  }
  if (encrypted !== undefined || valueAt(tree, 'sops') !== undefined) {
    throw new SopsError(
      'METADATA_INVALID',
      `${name}: An encrypted List cannot be decrypted by the controller: the build takes its items apart. Encrypt each resource as a document of its own.`,
    )
  }
  return items.items.flatMap((item) =>
    !isComment(item) && isBranch(item) ? resourcesOf({ ...resource, tree: item }) : [],
  )
}
