import type { AgeEnvironment } from '../age-environment.ts'
import { sourceError } from './identity-source.ts'

/** A file's bytes; `undefined` when there is none. */
export async function readKeyFile(
  path: string,
  { readFile }: Pick<AgeEnvironment, 'readFile'>,
): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path)
  } catch (error) {
    const code = systemCode(error)
    if (code === 'ENOENT') return undefined
    throw sourceError(`The file cannot be read (${code})${shownPath(path)}.`, 'FILE_UNREADABLE')
  }
}

/** The bytes of the file that a variable names, which has to exist. */
export async function readNamedFile(
  path: string,
  environment: Pick<AgeEnvironment, 'readFile'>,
): Promise<Uint8Array> {
  const bytes = await readKeyFile(path, environment)
  if (bytes !== undefined) return bytes
  throw sourceError(`The file it names does not exist${shownPath(path)}.`, 'FILE_NOT_FOUND')
}

/** A key may stand in place of a path by mistake; anything that looks like one is left out. */
function shownPath(path: string): string {
  if (path === '') return ', for it is empty'
  const looksLikeKey = /AGE-SECRET|AGE-PLUGIN|-----BEGIN|[\p{C}]/iu.test(path)
  return looksLikeKey ? '; what it holds looks like a key, not a path' : `: ${path}`
}

function systemCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]*$/.test(code) ? code : 'unknown reason'
}
