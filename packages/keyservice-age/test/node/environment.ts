import type { AgeEnvironment } from '@sopskit/keyservice-age/node'

/** An environment without a real file system: `files` by path; anything that is not text cannot be read. */
export function environment(
  env: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string | Uint8Array | Error>> = {},
): AgeEnvironment & { readonly reads: readonly string[] } {
  const reads: string[] = []
  const readFile = (path: string): Promise<Uint8Array> => {
    reads.push(path)
    const content = files[path] ?? systemError('ENOENT')
    if (content instanceof Error) return Promise.reject(content)
    return Promise.resolve(
      typeof content === 'string' ? new TextEncoder().encode(content) : content,
    )
  }
  return { env, platform: 'linux', homeDirectory: '/houses/u', readFile, reads }
}

/** An error as the file system of Node gives it: the path stands in its message. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: no luck, open '/secret/place'`), { code })
}

export const sshFiles: readonly string[] = ['/houses/u/.ssh/id_ed25519', '/houses/u/.ssh/id_rsa']
export const defaultFile = '/houses/u/.config/sops/age/keys.txt'
