import { accessSync, constants } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * The path of a real program of the lab: the folder that `SOPSKIT_LAB` names, or the one in the user's
 * cache. A missing program fails the test; `npm test` leaves the live tests out and says so.
 */
export function labProgram(name: 'sops' | 'sops-oracle'): string {
  const folder = process.env['SOPSKIT_LAB'] ?? join(homedir(), '.cache', 'sopskit-lab')
  const program = join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  try {
    accessSync(program, constants.X_OK)
  } catch {
    throw new Error(
      `${name} is not in the lab. "npm run lab install" installs it; SOPSKIT_LAB names another folder.`,
    )
  }
  return program
}
