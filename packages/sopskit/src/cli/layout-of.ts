import { SopsError } from '@sopskit/core'
import type { FileLayout } from '../options/layout-options.ts'
import type { FlagValues } from './flags/flag-table.ts'
import { formatOfPath } from '../formats/file-format.ts'
import { type CommandRequest, given } from './request.ts'

/**
 * The layout that is asked for.
 *
 * @throws {@link SopsError} `USAGE` for a word that is none.
 */
export function layoutOf({ layout }: FlagValues): FileLayout | undefined {
  const name = given(layout)
  if (name === undefined || name === 'sops' || name === 'preserve') return name
  throw new SopsError(
    'USAGE',
    'The layout (--layout or SOPSKIT_LAYOUT) is either sops or preserve.',
  )
}

/**
 * A request without the layout of `SOPSKIT_LAYOUT` where that cannot be: the variable speaks of no command in
 * particular, and must not make one fail. `updatekeys` has several files.
 */
export function withFittingLayout(request: CommandRequest): CommandRequest {
  if (request.flags.layout === undefined || isAboutYaml(request)) return request
  return { ...request, flags: { ...request.flags, layout: '' } }
}

function isAboutYaml({ command, flags, words, ...formats }: CommandRequest): boolean {
  const isYaml = formats.inputFormat === 'yaml' && formats.outputFormat === 'yaml'
  if (command !== 'updatekeys') return isYaml && given(flags.extract) === undefined
  return flags['input-type'] === 'yaml' || words.every((word) => formatOfPath(word) === 'yaml')
}
