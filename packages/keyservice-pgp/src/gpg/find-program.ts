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
  const isPath = name.includes('/') || (process.platform === 'win32' && name.includes('\\'))
  if (isPath) return judge(name, await look(name))
  const extensions = process.platform === 'win32' ? ['.exe', '.com', ''] : ['']
  let found: FoundProgram = { kind: 'missing' }
  for (const folder of (env['PATH'] ?? env['Path'] ?? '').split(delimiter)) {
    for (const extension of extensions) {
      const path = join(folder === '' ? '.' : folder, name + extension)
      const kind = await look(path)
      if (kind === 'found') return isAbsolute(path) ? { kind, path } : { kind: 'relative' }
      if (kind === 'not-executable') found = { kind }
    }
  }
  return found
}

type Look = 'found' | 'missing' | 'not-executable'

function judge(path: string, kind: Look): FoundProgram {
  return kind === 'found' ? { kind, path } : { kind }
}

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
