import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const lab = process.env['SOPSKIT_LAB'] ?? join(homedir(), '.cache', 'sopskit-lab')

/** What the suites encrypt. */
export const plain = 'password: hunter2\nports:\n    - 80\n    - 443\n'

/** The real sops in a folder, with an environment of its own. */
export interface RealSops {
  encrypt(...flags: readonly string[]): Promise<string>
  decrypt(encrypted: string): Promise<string>
}

export function realSops(folder: string, env: Readonly<Record<string, string>>): RealSops {
  const run = async (...args: readonly string[]): Promise<string> => {
    const all = { PATH: process.env['PATH'] ?? '', HOME: folder, ...env }
    const words = ['--config', '/dev/null', '--disable-version-check', ...args]
    const options = { cwd: folder, env: all }
    return (await promisify(execFile)(join(lab, 'bin', 'sops'), words, options)).stdout
  }
  return {
    encrypt: async (...flags) => {
      await writeFile(join(folder, 'secrets.yaml'), plain)
      return run('encrypt', ...flags, 'secrets.yaml')
    },
    decrypt: async (encrypted) => {
      await writeFile(join(folder, 'encrypted.yaml'), encrypted)
      return run('decrypt', 'encrypted.yaml')
    },
  }
}
