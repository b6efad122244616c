import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { SopsError } from '@sopskit/core'
import { fileError } from '../files/file-error.ts'
import { quotePath } from '../files/quote-path.ts'
import type { Environment } from './environment.ts'
import type { ProcessEvents } from './process-events.ts'
import type { TemporaryFiles } from './temporary-files.ts'

/** Where a temporary folder is made, and what removes it. */
export interface TemporaryPlace {
  /** The folder it is made in. */
  readonly root: string
  readonly files: TemporaryFiles
  readonly events: ProcessEvents
}

const prefix = '.sops'

/**
 * Makes a folder of mode 0700 for plain text, and removes it with all it holds, whatever becomes of `use`;
 * also when the process ends meanwhile. Signals are up to `use`.
 *
 * @throws {@link SopsError} `FILE_UNWRITABLE` when it cannot be made, or not be removed.
 */
export async function withTemporaryFolder<Result>(
  { root, files, events }: TemporaryPlace,
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await makeFolder(root, files)
  const forget = events.onExit(() => {
    files.removeFolderNow(folder)
  })
  try {
    return await use(folder)
  } finally {
    await removeFolder(folder, files)
    forget()
  }
}

/** Where sops makes its temporary folders: what TMPDIR says, or `/tmp` (CLI-070, CLI-087). */
export function temporaryRoot(env: Environment, platform: string): string {
  if (platform === 'win32') return tmpdir()
  const named = env['TMPDIR'] ?? ''
  return resolve(named === '' ? '/tmp' : named)
}

async function makeFolder(root: string, files: TemporaryFiles): Promise<string> {
  try {
    return await files.makeFolder(join(root, prefix))
  } catch (error) {
    const where = `A temporary folder cannot be made in ${quotePath(root)}`
    throw fileError('FILE_UNWRITABLE', where, error)
  }
}

// Louder than what went before: plain text is left where somebody has to remove it by hand.
async function removeFolder(folder: string, files: TemporaryFiles): Promise<void> {
  try {
    await files.removeFolder(folder)
  } catch {
    throw new SopsError(
      'FILE_UNWRITABLE',
      `The temporary folder ${quotePath(folder)} cannot be removed and may hold plain text. Remove it by hand.`,
    )
  }
}
