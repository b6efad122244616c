/** The formats SOPS knows, named as in `--input-type` and `--output-type` (F2). */
export type FileFormat = 'yaml' | 'json' | 'dotenv' | 'ini' | 'binary'

const suffixes: readonly (readonly [suffix: string, format: FileFormat])[] = [
  ['.yaml', 'yaml'],
  ['.yml', 'yaml'],
  ['.json', 'json'],
  ['.env', 'dotenv'],
  ['.ini', 'ini'],
]

/**
 * Which format a file has by the end of its name: case-sensitive, and `binary` for every name that
 * says nothing else (F1).
 *
 * @example
 * ```ts
 * import { formatOfPath } from 'sopskit'
 * formatOfPath('deploy/secret.yml') // 'yaml'
 * formatOfPath('SECRET.YAML') // 'binary'
 * ```
 */
export function formatOfPath(path: string): FileFormat {
  return suffixes.find(([suffix]) => path.endsWith(suffix))?.[1] ?? 'binary'
}

const formats: readonly string[] = ['yaml', 'json', 'dotenv', 'ini', 'binary']

/** True for the name of a format. sops ignores any other word, so that the file name decides (F2). */
export function isFileFormat(name: string): name is FileFormat {
  return formats.includes(name)
}
