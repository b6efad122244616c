import { randomBytes } from 'node:crypto'
import { dirname } from 'node:path'
import { SopsError } from '@sopskit/core'
import { requireNotAborted } from '../at-place.ts'
import { type FluxFileSystem, nodeFileSystem, systemCode } from '../files/file-system.ts'
import type { FluxInitChange, FluxInitOptions, FluxInitPlan } from './init-options.ts'
import { planFluxInit } from './plan-flux-init.ts'

/**
 * Prepares a folder for secrets that Flux decrypts (FLX-060 to FLX-063): the creation rule in `.sops.yaml`, the
 * public PGP key, `.gitattributes` for readable differences, entries for what must not be committed, and,
 * only where asked, the manifest of the decryption Secret. What is there with other content is replaced only
 * under `force`; lists of lines and, with `root`, rules are added to. A second run changes nothing.
 *
 * @throws {@link SopsError} `NO_RECIPIENTS` and `INVALID_MASTER_KEY` for the keys, `INVALID_IDENTITY` for key
 * material, `CONFIG_INVALID` for a configuration that cannot be added to, `INVALID_OPTION` for a folder outside
 * of the root, `FILE_UNREADABLE`; before anything is written `FILE_UNWRITABLE` for what would be replaced, and
 * then for what cannot be written; `ABORTED`.
 * @example
 * ```ts
 * import { initFlux } from '@sopskit/flux'
 * async function prepare(age: string): Promise<string> {
 *   const { patch } = await initFlux({ folder: 'clusters/prod', keys: { age } })
 *   return patch
 * }
 * ```
 */
export async function initFlux(options: FluxInitOptions): Promise<FluxInitPlan> {
  const { fileSystem = nodeFileSystem, signal } = options
  const plan = await planFluxInit(options)
  await makeFolder(options.folder, fileSystem)
  for (const change of plan.changes) {
    requireNotAborted(signal)
    if (change.action !== 'keep') await write(change, fileSystem)
    else if (change.secret) await close(change, fileSystem)
  }
  return plan
}

async function write(
  { path, action, content, mode }: FluxInitChange,
  fileSystem: FluxFileSystem,
): Promise<void> {
  try {
    await fileSystem.mkdir(dirname(path), { recursive: true })
    if (action === 'create') {
      await fileSystem.writeFile(path, content, { flag: 'wx', mode })
      return
    }
    // In one step, so that nobody ever finds half of it.
    const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`
    await fileSystem.writeFile(temporary, content, { flag: 'wx', mode })
    try {
      await fileSystem.rename(temporary, path)
    } catch (error) {
      await fileSystem.rm(temporary, { force: true })
      throw error
    }
  } catch (error) {
    throw unwritable(path, error)
  }
}

/** Others may have been able to read it. */
async function close({ path, mode }: FluxInitChange, { chmod }: FluxFileSystem): Promise<void> {
  try {
    await chmod(path, mode)
  } catch (error) {
    throw unwritable(path, error)
  }
}

async function makeFolder(path: string, { mkdir }: FluxFileSystem): Promise<void> {
  try {
    await mkdir(path, { recursive: true })
  } catch (error) {
    throw unwritable(path, error)
  }
}

function unwritable(path: string, error: unknown): SopsError {
  const message = `${JSON.stringify(path)} cannot be written (${systemCode(error)}).`
  return new SopsError('FILE_UNWRITABLE', message)
}
