import { statSync } from 'node:fs'

/**
 * The name by which people came to the working directory, symbolic links and all: `PWD` where it leads to
 * the same directory, else the name the system gives. Paths are made absolute by it (CFG-033).
 */
export function namedDirectory(actual: string, pwd: string | undefined): string {
  return pwd !== undefined && pwd.startsWith('/') && isSame(pwd, actual) ? pwd : actual
}

/**
 * The working directory of this process by that name: the paths of a configuration are counted from it.
 */
export function workingDirectory(): string {
  return namedDirectory(process.cwd(), process.env['PWD'])
}

function isSame(left: string, right: string): boolean {
  try {
    const [one, other] = [statSync(left), statSync(right)]
    return one.dev === other.dev && one.ino === other.ino
  } catch {
    return false
  }
}
