import { sep } from 'node:path'

/** A path as patterns are written, with slashes, whatever the system separates by. */
export function withSlashes(path: string, separator: string = sep): string {
  return separator === '/' ? path : path.replaceAll(separator, '/')
}
