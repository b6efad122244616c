import { join } from 'node:path'
import { copyTree } from '../files/copy-tree.ts'
import { findKustomization } from '../kustomization/find-kustomization.ts'
import { visitKustomizations } from '../kustomization/visit.ts'
import type { BuildFluxOptions } from './build-options.ts'
import type { BuildPlace } from './build-place.ts'
import type { BuildRoom } from './build-room.ts'
import { decryptSources } from './decrypt-sources.ts'
import { kustomizeResources } from './kustomize-resources.ts'
import { contentOf, plainResources } from './plain-folder.ts'
import type { Resource } from './resource.ts'
import { runKustomize } from './run-kustomize.ts'
import { verifyCommitted } from './verify-committed.ts'
import { writeGenerated } from './write-generated.ts'

/** A build, and what it was asked for. */
export interface Build {
  readonly room: BuildRoom
  readonly options: BuildFluxOptions
}

/** The resources before the controller decrypts them: built by kustomize, or as they are committed. */
export async function committedResources(
  place: BuildPlace,
  { room, options }: Build,
): Promise<readonly Resource[]> {
  const { root, folder, fileSystem } = place
  const name = await findKustomization({ root, folder }, fileSystem)
  if (name !== undefined) return builtResources(place, { room, options })
  const content = await contentOf(folder, room)
  if (content.kustomizations.length === 0) return plainResources(content.manifests, room)
  return builtResources(place, { room, options })
}

async function builtResources(
  { root, folder, scratch, fileSystem }: BuildPlace,
  { room, options }: Build,
): Promise<readonly Resource[]> {
  const { signal } = room
  const copy = join(scratch, 'tree')
  await copyTree({ from: root, to: copy, fileSystem, signal })
  const inCopy = { ...room, root: copy }
  await writeGenerated(folder, inCopy)
  const visited = await visitKustomizations(folder, {
    root: copy,
    fileSystem,
    signal,
    onRemote: (file, entry) => {
      const message = `${file}: ${JSON.stringify(entry)} is remote and was left out.`
      room.notify({ code: 'REMOTE_SKIPPED', message })
    },
  })
  if (room.opener !== undefined) await verifyCommitted(visited, inCopy)
  await decryptSources(visited, inCopy)
  const trees = await kustomizeResources({
    root: copy,
    folder,
    program: options.kustomize ?? 'kustomize',
    run: options.runKustomize ?? runKustomize,
    path: options.env?.['PATH'] ?? '',
    withholdMessages: !room.secrets.isEmpty,
    signal,
  })
  return trees.map((tree) => ({ tree, name: 'the output of kustomize', encrypted: undefined }))
}
