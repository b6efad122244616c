import { join, posix } from 'node:path'
import { decodeUtf8, encodeBase64, SopsError } from '@sopskit/core'
import { atPlace, requireNotAborted } from '../at-place.ts'
import { maxNamedFile, readNamedFile } from '../files/read-file.ts'
import { leavesRoot, scopedPath } from '../files/scoped-path.ts'
import { fluxFormatOf, type FluxFormat, hasMarker, markedFormat } from '../formats/flux-format.ts'
import { encryptedStore, plainStore } from '../formats/store-of.ts'
import { namedSources, type NamedSource } from '../kustomization/kustomization.ts'
import type { Visited } from '../kustomization/visit.ts'
import { textsOf } from '../tree/as-json.ts'
import type { BuildRoom } from './build-room.ts'
import { openBranches } from './opener.ts'

/**
 * Decrypts, in the scratch copy, the files that generators and patches name (FLX-030 to FLX-038). Their MAC is
 * verified, for nothing has changed them yet.
 *
 * @throws {@link SopsError} of reading and decrypting, with the file and the kustomization that names it.
 */
export async function decryptSources(visited: readonly Visited[], room: BuildRoom): Promise<void> {
  const done = new Set<string>()
  for (const { folder, file, kustomization } of visited) {
    for (const source of namedSources(kustomization)) {
      requireNotAborted(room.signal)
      const place = await placeOf(source, { folder, file }, room)
      await atPlace(`${place}, named in ${file}`, () =>
        decryptSource(source, place, { room, done }),
      )
    }
  }
}

async function placeOf(
  { path }: NamedSource,
  { folder, file }: Pick<Visited, 'folder' | 'file'>,
  { root, fileSystem }: BuildRoom,
): Promise<string> {
  if (leavesRoot(folder, path)) {
    const message = `${file} names ${JSON.stringify(path)}, which leads out of the root of the build.`
    throw new SopsError('CONFIG_INVALID', message)
  }
  return scopedPath(root, posix.join(folder, path), fileSystem)
}

/** What was decrypted once is plain, and not to be judged again by another entry that names it. */
interface Progress {
  readonly room: BuildRoom
  readonly done: Set<string>
}

async function decryptSource(
  source: NamedSource,
  path: string,
  { room, done }: Progress,
): Promise<void> {
  if (done.has(path)) return
  const { root, fileSystem, opener, secrets } = room
  const bytes = await readNamedFile({ root, path, limit: maxNamedFile }, fileSystem)
  const format = formatOfSource(source)
  if (!hasMarker(bytes, format)) {
    requireOpenable(source, bytes, format)
    return
  }
  if (opener === undefined) return
  const store = await encryptedStore(format)
  const { branches } = await openBranches(store.load(bytes), store, opener)
  const plain = (await plainStore(format)).emit(branches)
  secrets.add([...branches.flatMap(textsOf), decodeUtf8(plain) ?? encodeBase64(plain)])
  await fileSystem.writeFile(join(root, path), plain, { mode: 0o600 })
  done.add(path)
}

function formatOfSource({ kind, formatFrom }: NamedSource): FluxFormat {
  const format = fluxFormatOf(formatFrom)
  return kind === 'env' && format === 'binary' ? 'dotenv' : format
}

/**
 * A file of another format stays encrypted (FLX-035). In a Secret its data may be decrypted later (FLX-044);
 * lines of variables and patches never are.
 */
function requireOpenable({ kind }: NamedSource, bytes: Uint8Array, format: FluxFormat): void {
  const marked = markedFormat(bytes)
  // A plain INI file can have a section of that name.
  if (kind === 'file' || marked === undefined || marked === 'ini') return
  const found = marked === 'json' ? 'JSON or binary' : marked
  throw new SopsError(
    'EMIT_FAILED',
    `The controller reads it as ${format} and would leave it encrypted, for it is ${found} of SOPS. Encrypt it with --input-type ${format} --output-type ${format}.`,
  )
}
