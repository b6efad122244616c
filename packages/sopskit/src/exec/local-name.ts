import { normalize } from 'node:path'
import { SopsError } from '@sopskit/core'

/**
 * The name of a file in the temporary folder.
 *
 * @throws {@link SopsError} `USAGE` for one that leads elsewhere, or into a folder that is not there
 * (CLI-087).
 */
export function localName(name: string): string {
  const plain = normalize(name).replace(/[/\\]$/, '')
  if (plain !== '' && plain !== '.' && plain !== '..' && !/[/\\\0]/.test(plain)) return plain
  throw new SopsError(
    'USAGE',
    'The name for the temporary file has to be a plain file name, without a folder.',
  )
}
