/**
 * What the `path_regex` of a rule is matched against: the absolute path of the file without the
 * directory of the configuration, where it begins with that (CFG-032). Texts are compared, no link is
 * followed (CFG-033). Both are spelled with slashes and without `.` and `..`.
 *
 * @example
 * ```ts
 * import { matchedPath } from '@sopskit/core'
 * matchedPath('/repo', '/repo/deploy/secret.yaml') // 'deploy/secret.yaml'
 * matchedPath('/repo', '/elsewhere/secret.yaml') // '/elsewhere/secret.yaml'
 * ```
 */
export function matchedPath(directory: string, path: string): string {
  // In the root directory this is `//`, and the whole path is matched, as in sops.
  const prefix = `${directory}/`
  return path.startsWith(prefix) ? path.slice(prefix.length) : path
}
