import { join, posix } from 'node:path'
import { branch, entry, sequence } from '@sopskit/core'
import { findKustomization } from '../kustomization/find-kustomization.ts'
import { manifestStore } from '../tree/load-yaml.ts'
import type { BuildRoom } from './build-room.ts'
import { contentOf } from './plain-folder.ts'

/** Writes a kustomization file into a folder of the scratch copy that has none (FLX-067). */
export async function writeGenerated(folder: string, room: BuildRoom): Promise<void> {
  const { root, fileSystem } = room
  if ((await findKustomization({ root, folder }, fileSystem)) !== undefined) return
  const { manifests, kustomizations } = await contentOf(folder, room)
  const names = [...manifests, ...kustomizations].toSorted()
  const resources = names.map((path) => posix.relative(folder, path))
  const tree = branch([
    entry('apiVersion', 'kustomize.config.k8s.io/v1beta1'),
    entry('kind', 'Kustomization'),
    entry('resources', sequence(resources)),
  ])
  const bytes = (await manifestStore()).emit([tree])
  await fileSystem.writeFile(join(root, folder, 'kustomization.yaml'), bytes, { mode: 0o600 })
}
