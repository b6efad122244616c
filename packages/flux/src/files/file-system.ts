import * as fs from 'node:fs/promises'

/** The part of Node's `fs/promises` that is used, so that a test can make each step fail. */
export type FluxFileSystem = Pick<
  typeof fs,
  | 'chmod'
  | 'copyFile'
  | 'lstat'
  | 'mkdir'
  | 'mkdtemp'
  | 'readFile'
  | 'readdir'
  | 'readlink'
  | 'realpath'
  | 'rename'
  | 'rm'
  | 'stat'
  | 'symlink'
  | 'writeFile'
>

/** The file system of this machine. */
export const nodeFileSystem: FluxFileSystem = fs

/** The error for a file that cannot be used; of the system's error only the code is told. */
export function systemCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return typeof code === 'string' && /^E[A-Z0-9]{1,20}$/.test(code) ? code : 'unknown'
}
