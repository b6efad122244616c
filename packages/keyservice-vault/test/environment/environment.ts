import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { VaultEnvironment } from '@sopskit/keyservice-vault'

/** An environment without a real file system; an error in `files` is what reading gives. */
export function environment(
  env: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string | Uint8Array | Error>> = {},
): VaultEnvironment {
  const readFile = (path: string): Promise<Uint8Array> => {
    const content = files[path] ?? systemError('ENOENT')
    if (content instanceof Error) return Promise.reject(content)
    return Promise.resolve(
      typeof content === 'string' ? new TextEncoder().encode(content) : content,
    )
  }
  const listFiles = (folder: string): Promise<readonly string[]> => {
    const found = Object.keys(files).filter((path) => path.startsWith(`${folder}/`))
    return found.length > 0 ? Promise.resolve(found) : Promise.reject(systemError('ENOENT'))
  }
  return {
    env: { VAULT_MAX_RETRIES: '0', ...env },
    homeDirectory: '/houses/u',
    readFile,
    listFiles,
  }
}

/** An error as the file system of Node gives it. */
export function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: no luck, open '/secret/place'`), { code })
}

/** A certificate or key of `keys-for-tests-only`. */
export function testPem(name: string): string {
  return readFileSync(
    fileURLToPath(new URL(`../keys-for-tests-only/${name}.pem`, import.meta.url)),
    'utf8',
  )
}
