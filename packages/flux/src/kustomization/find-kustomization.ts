import { join } from 'node:path'
import { SopsError } from '@sopskit/core'
import { type FluxFileSystem, systemCode } from '../files/file-system.ts'

const names = ['kustomization.yaml', 'kustomization.yml', 'Kustomization']

/** True for a name that makes a folder a kustomization (FLX-031). */
export function isKustomizationName(name: string): boolean {
  return names.includes(name)
}

/** A folder below a root. */
export interface Folder {
  readonly root: string
  /** Below the root; empty for the root itself. */
  readonly folder: string
}

/**
 * The name of the kustomization file of a folder (FLX-031).
 *
 * @throws {@link SopsError} `CONFIG_INVALID` for more than one, or one that is no regular file;
 * `FILE_UNREADABLE`.
 */
export async function findKustomization(
  { root, folder }: Folder,
  fileSystem: Pick<FluxFileSystem, 'readdir' | 'lstat'>,
): Promise<string | undefined> {
  const shown = JSON.stringify(folder === '' ? '.' : folder)
  const all = await fileSystem.readdir(join(root, folder)).catch((error: unknown) => {
    throw new SopsError(
      'FILE_UNREADABLE',
      `The folder ${shown} cannot be read (${systemCode(error)}).`,
    )
  })
  const [name, ...others] = all.filter(isKustomizationName)
  if (name === undefined) return undefined
  if (others.length > 0) {
    throw invalid(
      `The folder ${shown} has multiple kustomization files: ${[name, ...others].join(', ')}. Keep one.`,
    )
  }
  if (!(await fileSystem.lstat(join(root, folder, name))).isFile()) {
    throw invalid(`${name} in the folder ${shown} is no regular file.`)
  }
  return name
}

function invalid(message: string): SopsError {
  return new SopsError('CONFIG_INVALID', message)
}
