import { stat } from 'node:fs/promises'
import { SopsError } from '@sopskit/core'

/**
 * Whoever else can write to a GnuPG home chooses the keys (PGP-012).
 *
 * @throws {@link SopsError} `INVALID_IDENTITY` for what is no directory, or open to others.
 */
export async function requireHome(path: string): Promise<void> {
  const { isDirectory, mode } = await look(path)
  if (!isDirectory) throw unfit('is no directory that can be read')
  // Windows has no such mode.
  if (process.platform !== 'win32' && (mode & 0o777) !== 0o700) {
    throw unfit('must have the mode 0700')
  }
}

async function look(path: string): Promise<{ isDirectory: boolean; mode: number }> {
  try {
    const stats = await stat(path)
    return { isDirectory: stats.isDirectory(), mode: stats.mode }
  } catch {
    return { isDirectory: false, mode: 0 }
  }
}

function unfit(what: string): SopsError {
  return new SopsError('INVALID_IDENTITY', `The GnuPG home given ${what}.`)
}
