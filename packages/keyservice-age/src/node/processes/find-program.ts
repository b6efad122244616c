import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { posix, win32 } from 'node:path'
import type { ProgramEnvironment } from '../age-environment.ts'

/**
 * The path of a program: a name is looked for in PATH, in absolute folders only, so that no file of the
 * folder one works in is run; a path is taken as it is. `undefined` when there is none.
 */
export async function findProgram(
  name: string,
  { env, platform }: ProgramEnvironment,
): Promise<string | undefined> {
  const { delimiter, isAbsolute, join } = platform === 'win32' ? win32 : posix
  const suffixes = platform === 'win32' && !/\.(?:exe|com)$/i.test(name) ? ['.exe', '.com'] : ['']
  const isPath = name.includes('/') || (platform === 'win32' && name.includes('\\'))
  const search = env['PATH'] ?? env['Path'] ?? ''
  const folders = isPath ? [''] : search.split(delimiter).filter((folder) => isAbsolute(folder))
  for (const folder of folders) {
    for (const suffix of suffixes) {
      const path = isPath ? name + suffix : join(folder, name + suffix)
      if (await isProgram(path)) return path
    }
  }
  return undefined
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}
