import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { GpgKeyServiceOptions } from './gpg-key-service.ts'

/** What decides on the GnuPG home. */
export type HomeSettings = Pick<GpgKeyServiceOptions, 'env' | 'homeDirectory'>

/** Which GnuPG home is used (PGP-008), and whether there is one, in a sentence. */
export async function describeHome(settings: HomeSettings): Promise<string> {
  const [path, source] = homeOf(settings)
  if (path === undefined) return 'Its GnuPG home is the default one.'
  const shown = path.replace(/\p{C}/gu, '\u{fffd}')
  return `Its GnuPG home is ${shown} (${source}), which ${await stateOf(path)}.`
}

function homeOf({ env, homeDirectory }: HomeSettings): readonly [string | undefined, string] {
  if (homeDirectory !== undefined) return [homeDirectory, 'as given']
  const named = env['GNUPGHOME'] ?? ''
  return named === '' ? [usualHome(env), 'the default'] : [named, 'GNUPGHOME']
}

function usualHome(env: HomeSettings['env']): string | undefined {
  const [folder, name] =
    process.platform === 'win32' ? [env['APPDATA'], 'gnupg'] : [env['HOME'], '.gnupg']
  return folder === undefined || folder === '' ? undefined : join(folder, name)
}

async function stateOf(path: string): Promise<string> {
  try {
    return (await stat(path)).isDirectory() ? 'exists' : 'is no directory'
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    return isMissing ? 'does not exist' : 'cannot be looked at'
  }
}
