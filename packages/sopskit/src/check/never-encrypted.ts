import { basename } from 'node:path'
import { isKustomizationName } from './examine.ts'

const steering: readonly string[] = [
  '.sops.yaml',
  '.sops.yml',
  '.sops.pub.asc',
  '.gitignore',
  '.gitattributes',
  '.gitmodules',
  '.gitkeep',
  '.gitlab-ci.yml',
  '.pre-commit-config.yaml',
  '.pre-commit-hooks.yaml',
  '.sourceignore',
]

/** Files for programs that cannot decrypt; a pattern like `.*.yaml` matches them all (FLX-062). */
export function isNeverEncrypted(path: string): boolean {
  return steering.includes(basename(path)) || isKustomizationName(path)
}
