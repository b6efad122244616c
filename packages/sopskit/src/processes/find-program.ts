import { constants } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import type { FileSystem } from '../files/file-system.ts'
import type { Environment } from './environment.ts'

/** Where programs are looked for. */
export interface ProgramSearch {
  readonly env: Environment
  readonly platform: string
  readonly fileSystem: Pick<FileSystem, 'access' | 'stat'>
}

/** What the search for a program gave; `relative` is one that PATH names by a relative folder. */
export type FoundProgram =
  | { readonly kind: 'found'; readonly path: string }
  | { readonly kind: 'relative' }
  | { readonly kind: 'missing' }

/**
 * Looks a program up along PATH; a name with a separator is a path already. The first hit counts, and one
 * in a relative folder is not to be run: whoever can write to the current directory would choose the
 * program (CLI-071).
 */
export async function findProgram(name: string, search: ProgramSearch): Promise<FoundProgram> {
  if (name === '') return { kind: 'missing' }
  if (name.includes('/') || (search.platform === 'win32' && name.includes('\\'))) {
    return { kind: 'found', path: name }
  }
  const folders = (search.env['PATH'] ?? '').split(delimiter)
  if (folders.length === 1 && folders[0] === '') return { kind: 'missing' }
  for (const folder of folders) {
    const path = await executableIn(folder === '' ? '.' : folder, name, search)
    if (path !== undefined) return isAbsolute(path) ? { kind: 'found', path } : { kind: 'relative' }
  }
  return { kind: 'missing' }
}

async function executableIn(
  folder: string,
  name: string,
  { env, platform, fileSystem }: ProgramSearch,
): Promise<string | undefined> {
  const extensions = platform === 'win32' ? (env['PATHEXT'] ?? '.COM;.EXE').split(';') : ['']
  for (const extension of extensions) {
    const path = join(folder, `${name}${extension}`)
    if (await isExecutable(path, fileSystem)) return path
  }
  return undefined
}

async function isExecutable(
  path: string,
  fileSystem: ProgramSearch['fileSystem'],
): Promise<boolean> {
  try {
    await fileSystem.access(path, constants.X_OK)
    return (await fileSystem.stat(path)).isFile()
  } catch {
    return false
  }
}
