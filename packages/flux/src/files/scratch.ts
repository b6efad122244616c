import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { SopsError } from '@sopskit/core'
import { type FluxFileSystem, systemCode } from './file-system.ts'

/** Where the scratch folder is made, and by what. */
export interface ScratchPlace {
  readonly temporaryRoot: string
  readonly fileSystem: FluxFileSystem
}

/**
 * Makes a folder of mode 0700 for what is decrypted, and removes it with all it holds, whatever becomes of
 * `use`; also when the process ends meanwhile.
 *
 * @throws {@link SopsError} `FILE_UNWRITABLE` when it cannot be made, or not be removed.
 */
export async function withScratch<Result>(
  { temporaryRoot, fileSystem }: ScratchPlace,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await make(temporaryRoot, fileSystem)
  const removeNow = (): void => {
    rmSync(folder, { recursive: true, force: true })
  }
  process.on('exit', removeNow)
  try {
    return await use(folder)
  } finally {
    await remove(folder, fileSystem)
    process.off('exit', removeNow)
  }
}

async function make(root: string, fileSystem: FluxFileSystem): Promise<string> {
  try {
    // Links on the way would have kustomize see other paths than we do.
    return await fileSystem.realpath(await fileSystem.mkdtemp(join(root, '.sopskit-flux-')))
  } catch (error) {
    const where = `A scratch folder cannot be made in ${JSON.stringify(root)}`
    throw new SopsError('FILE_UNWRITABLE', `${where} (${systemCode(error)}).`)
  }
}

async function remove(folder: string, fileSystem: FluxFileSystem): Promise<void> {
  try {
    await fileSystem.rm(folder, { recursive: true, force: true, maxRetries: 5 })
  } catch {
    throw new SopsError(
      'FILE_UNWRITABLE',
      `The scratch folder ${JSON.stringify(folder)} cannot be removed and may hold plain text. Remove it by hand.`,
    )
  }
}
