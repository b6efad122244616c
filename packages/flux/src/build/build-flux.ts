import { tmpdir } from 'node:os'
import { decodeUtf8, requireDistinctKinds, SopsError } from '@sopskit/core'
import { requireNotAborted } from '../at-place.ts'
import { nodeFileSystem } from '../files/file-system.ts'
import { withScratch } from '../files/scratch.ts'
import type { FluxNotice } from '../notice.ts'
import { type AppliedResource, decryptResource } from '../resources/decrypt-resource.ts'
import { redactResource } from '../resources/redact-resource.ts'
import { warnAbout } from '../resources/warn-about.ts'
import { manifestStore } from '../tree/load-yaml.ts'
import type { BuildFluxOptions, BuiltFlux } from './build-options.ts'
import type { BuildPlace } from './build-place.ts'
import type { BuildRoom } from './build-room.ts'
import { type Build, committedResources } from './committed-resources.ts'
import { openerFor } from './opener-for.ts'
import { describeId, type Resource, type ResourceId, resourceId } from './resource.ts'
import { rootOf } from './root-of.ts'
import { SecretTexts } from './secret-texts.ts'

/**
 * Builds a folder as the kustomize-controller of Flux does, and gives what it would apply: files of generators
 * and patches are decrypted in a scratch copy, the real kustomize builds it, and resources and the base64 data
 * of Secrets are decrypted (FLX-030 to FLX-047). A folder of manifests without a kustomization file needs no
 * kustomize. Beyond the controller, the MAC of every file is verified as it is committed (FLX-086), what would
 * lose data in silence is an error (FLX-045), and nothing is fetched: remote entries are left out with a
 * notice. Variables of `postBuild` are not substituted (FLX-048).
 *
 * The scratch copy is open to this user only, and is removed at the end, whatever becomes of the build.
 *
 * @throws {@link SopsError} `INVALID_IDENTITY` for a broken entry of the Secret; `CONFIG_INVALID` for
 * kustomizations, and for what is no resource; `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `LIMIT_EXCEEDED` for files;
 * `METADATA_INVALID` for what is encrypted in part, or stays encrypted; `EMIT_FAILED` for a name that would
 * drop data; `COMMAND_FAILED` for kustomize; `FILE_UNWRITABLE` for the scratch copy; `ABORTED`; and the codes
 * of reading and decrypting a file. Every one names the file or resource, and none holds a value.
 *
 * @example
 * ```ts
 * import { readFile } from 'node:fs/promises'
 * import { buildFlux } from '@sopskit/flux'
 * async function preview(folder: string): Promise<string> {
 *   const decryptionSecret = await readFile('sops-age.yaml')
 *   const { manifests, notices } = await buildFlux(folder, { decryptionSecret })
 *   for (const { message } of notices) console.error(message)
 *   return manifests
 * }
 * ```
 */
export async function buildFlux(path: string, options: BuildFluxOptions = {}): Promise<BuiltFlux> {
  const { fileSystem = nodeFileSystem, signal, temporaryRoot = tmpdir() } = options
  requireNotAborted(signal)
  requireDistinctKinds(options.decryptionOrder ?? [])
  const place = await rootOf(path, options.root, fileSystem)
  return withScratch({ temporaryRoot, fileSystem }, (scratch) =>
    buildIn({ ...place, scratch, fileSystem }, options),
  )
}

async function buildIn(place: BuildPlace, options: BuildFluxOptions): Promise<BuiltFlux> {
  const { root, fileSystem } = place
  const notices: FluxNotice[] = []
  const room: BuildRoom = {
    root,
    fileSystem,
    opener: options.decrypt === false ? undefined : await openerFor(options, place),
    secrets: new SecretTexts(),
    verified: new Set(),
    signal: options.signal,
    notify: (notice) => void notices.push(notice),
  }
  const resources = await committedResources(place, { room, options })
  const applied: Applied[] = []
  const seen = new Set<string>()
  for (const resource of resources) {
    requireNotAborted(options.signal)
    applied.push(await apply(resource, { room, seen }))
  }
  return { ...(await written(applied, { room, options })), notices }
}

type Applied = AppliedResource & { readonly id: ResourceId }

async function apply(
  resource: Resource,
  { room, seen }: { readonly room: BuildRoom; readonly seen: Set<string> },
): Promise<Applied> {
  const id = resourceId(resource.tree, resource.name)
  const name = describeId(id)
  const key = JSON.stringify([
    id.apiVersion.split('/').slice(0, -1),
    id.kind,
    id.namespace,
    id.name,
  ])
  if (seen.has(key)) {
    throw new SopsError('CONFIG_INVALID', `${resource.name}: ${name} is there twice.`)
  }
  seen.add(key)
  const applied = await decryptResource({ ...resource, name }, room)
  warnAbout(applied.tree, name, room)
  return { ...applied, id }
}

async function written(
  applied: readonly Applied[],
  { room, options }: Build,
): Promise<Omit<BuiltFlux, 'notices'>> {
  const trees = applied.map((resource) =>
    options.showSecrets === true ? resource.tree : redactResource(resource, room.secrets),
  )
  const store = await manifestStore()
  const bytes = trees.length === 0 ? new Uint8Array() : store.emit(trees)
  return {
    manifests: decodeUtf8(bytes) ?? '',
    resources: applied.map(({ id, decrypted }) => ({ ...id, decrypted })),
  }
}
