import type { KeyService } from '@sopskit/core'
import type { FileSystem } from '../files/file-system.ts'

/** Where identities are looked for. */
export interface IdentityEnvironment {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly fileSystem: FileSystem
  /** Default: that of the process. */
  readonly platform?: string | undefined
}

/** The key service for age with the identities that sops would use (K7); they are read when one is needed. */
export async function environmentService(from: IdentityEnvironment): Promise<KeyService> {
  const { ageKeyServiceFromEnvironment } = await import('@sopskit/keyservice-age/node')
  return ageKeyServiceFromEnvironment({
    env: from.env,
    platform: from.platform ?? process.platform,
    // As for sops, only the variable counts (AGE-007), not what the user database says.
    homeDirectory: from.env['HOME'] ?? '',
    readFile: (path) => from.fileSystem.readFile(path),
  })
}
