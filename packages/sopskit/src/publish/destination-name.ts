import { posix } from 'node:path'
import { SopsError } from '@sopskit/core'
import { quotePath } from '../files/quote-path.ts'

/**
 * The name without its last extension (CLI-112). sops writes a file such as `.env`, of which nothing is
 * left, to the folder itself, where each such file replaces the one before.
 *
 * @throws {@link SopsError} `PUBLISH_FAILED` when nothing is left.
 */
export function withoutExtension(name: string): string {
  const base = posix.basename(name)
  const dot = base.lastIndexOf('.')
  if (dot === -1) return name
  if (dot > 0) return name.slice(0, name.length - (base.length - dot))
  throw new SopsError(
    'PUBLISH_FAILED',
    `The name ${quotePath(name)} is an extension alone, and nothing is left without it. Publish it by a rule without omit_extensions.`,
  )
}
