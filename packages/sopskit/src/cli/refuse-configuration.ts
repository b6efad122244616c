import { dirname, join, resolve } from 'node:path'
import { decodeUtf8, SopsError } from '@sopskit/core'
import { quotePath } from '../files/quote-path.ts'
import type { CommandIo } from './command-io.ts'

type Io = Pick<CommandIo, 'cwd' | 'fileSystem'>

/**
 * Refuses to go on where sops would read a configuration file, which this release cannot: its rules say
 * for whom and what to encrypt, its `stores` how to write (CFG-009). An empty file says nothing. The
 * search goes upward from the current directory, not from that of the file (CFG-002).
 *
 * @throws {@link SopsError} `CONFIG_UNSUPPORTED`, `CONFIG_UNREADABLE`.
 */
export async function refuseConfiguration(named: string | undefined, io: Io): Promise<void> {
  const path = named === undefined ? await findConfiguration(io) : resolve(io.cwd, named)
  if (path === undefined || (await saysNothing(path, io))) return
  throw new SopsError(
    'CONFIG_UNSUPPORTED',
    `The configuration file ${quotePath(path)} applies here, and this release does not read it yet. If nothing in it matters, pass --config /dev/null.`,
  )
}

// As many directories as sops looks into (CFG-003).
const maxDirectories = 100

async function findConfiguration({ cwd, fileSystem }: Io): Promise<string | undefined> {
  let directory = cwd
  for (let count = 0; count < maxDirectories; count++) {
    const path = join(directory, '.sops.yaml')
    const found = await fileSystem.stat(path).then(
      () => true,
      () => false,
    )
    if (found) return path
    const parent = dirname(directory)
    if (parent === directory) return undefined
    directory = parent
  }
  return undefined
}

async function saysNothing(path: string, { fileSystem }: Io): Promise<boolean> {
  const bytes = await fileSystem.readFile(path).catch(() => {
    throw new SopsError(
      'CONFIG_UNREADABLE',
      `The configuration file ${quotePath(path)} cannot be read. Check its name and permissions.`,
    )
  })
  const lines = decodeUtf8(bytes)?.split('\n') ?? ['unreadable']
  return lines.every((line) => /^\s*(#|$)/.test(line))
}
