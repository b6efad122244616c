import { posix } from 'node:path'
import { join } from 'node:path'
import { SopsError } from '@sopskit/core'
import { type FluxFileSystem, systemCode } from './file-system.ts'

// As many as Linux follows.
const maxLinks = 40

/**
 * Where a path leads below a root, with slashes: links are followed inside the root only, and what climbs out
 * of it is taken to begin at the root (FLX-037). Parts that do not exist stay as they are.
 *
 * @throws {@link SopsError} `FILE_UNREADABLE` for links that lead in a circle.
 */
export async function scopedPath(
  root: string,
  path: string,
  fileSystem: Pick<FluxFileSystem, 'readlink'>,
): Promise<string> {
  let rest = steps(path)
  let place: string[] = []
  let links = 0
  for (let step = rest.shift(); step !== undefined; step = rest.shift()) {
    if (step === '..') {
      place.pop()
      continue
    }
    const target = await linkAt(join(root, ...place, step), fileSystem)
    if (target === undefined) {
      place.push(step)
      continue
    }
    links += 1
    if (links > maxLinks)
      throw new SopsError('FILE_UNREADABLE', `Links lead in a circle at ${JSON.stringify(path)}.`)
    if (target.startsWith('/')) place = []
    rest = [...steps(target), ...rest]
  }
  return place.join('/')
}

function steps(path: string): string[] {
  return path.split('/').filter((step) => step !== '' && step !== '.')
}

async function linkAt(
  path: string,
  { readlink }: Pick<FluxFileSystem, 'readlink'>,
): Promise<string | undefined> {
  try {
    return (await readlink(path)).replaceAll('\\', '/')
  } catch (error) {
    if (['EINVAL', 'ENOENT', 'ENOTDIR', 'UNKNOWN'].includes(systemCode(error))) return undefined
    throw error
  }
}

/** True for a path that, seen from a folder below a root, leads out of the root by its text alone. */
export function leavesRoot(folder: string, path: string): boolean {
  if (path.startsWith('/')) return true
  const joined = posix.normalize(posix.join(folder === '' ? '.' : folder, path))
  return joined === '..' || joined.startsWith('../')
}
