import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { delimiter, isAbsolute, join } from 'node:path'

/** What the search for gpg gave. */
export type FoundProgram =
  | { readonly kind: 'found'; readonly path: string }
  | { readonly kind: 'missing' | 'not-executable' | 'relative' }

/**
 * Looks a program up along PATH; a name with a separator is a path already. The first hit counts. One in a
 * relative folder is not to be run: whoever can write to the current directory would get the data key.
 */
export async function findProgram(
  name: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<FoundProgram> {
  const isWindows = process.platform === 'win32'
  const isPath = name.includes('/') || (isWindows && name.includes('\\'))
  const suffixes = isWindows && !/\.(?:exe|com)$/i.test(name) ? ['.exe', '.com'] : ['']
  const folders = isPath ? [] : (env['PATH'] ?? env['Path'] ?? '').split(delimiter)
  const bare = isPath ? [name] : folders.map((folder) => join(folder === '' ? '.' : folder, name))
  let found: FoundProgram = { kind: 'missing' }
  for (const path of bare.flatMap((each) => suffixes.map((suffix) => each + suffix))) {
    const kind = await look(path)
    if (kind === 'found') return isPath || isAbsolute(path) ? { kind, path } : { kind: 'relative' }
    if (kind === 'not-executable') found = { kind }
  }
  return found
}

type Look = 'found' | 'missing' | 'not-executable'

async function look(path: string): Promise<Look> {
  try {
    if (!(await stat(path)).isFile()) return 'missing'
  } catch {
    return 'missing'
  }
  try {
    await access(path, constants.X_OK)
    return 'found'
  } catch {
    return 'not-executable'
  }
}
