import { SopsError } from '@sopskit/core'
import type { FileLayout } from '../options/layout-options.ts'
import type { FlagValues } from './flags/flag-table.ts'
import { given } from './request.ts'

/**
 * The layout that is asked for.
 *
 * @throws {@link SopsError} `USAGE` for a word that is none.
 */
export function layoutOf({ layout }: FlagValues): FileLayout | undefined {
  const name = given(layout)
  if (name === undefined || name === 'sops' || name === 'preserve') return name
  throw new SopsError('USAGE', 'The flag --layout is either sops or preserve.')
}
