import { posix, win32 } from 'node:path'
import type { AgeEnvironment } from './age-environment.ts'

/** Where `keys.txt` lies when no variable says otherwise (AGE-007); `undefined` when the folder cannot be told. */
export function defaultKeyFile(environment: AgeEnvironment): string | undefined {
  const { join } = environment.platform === 'win32' ? win32 : posix
  const directory = configDirectory(environment)
  return directory === undefined ? undefined : join(directory, 'sops', 'age', 'keys.txt')
}

function configDirectory({ env, platform, homeDirectory }: AgeEnvironment): string | undefined {
  if (platform === 'win32') return env['AppData'] || env['APPDATA'] || undefined
  const xdg = env['XDG_CONFIG_HOME']
  if (xdg) return platform === 'darwin' || posix.isAbsolute(xdg) ? xdg : undefined
  if (homeDirectory === '') return undefined
  const folder = platform === 'darwin' ? 'Library/Application Support' : '.config'
  return posix.join(homeDirectory, folder)
}
