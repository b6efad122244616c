import { isSopsError } from '@sopskit/core'
import { didYouMean, firstWords } from './did-you-mean.ts'
import { type CommandRequest, given } from './request.ts'

/** What may be behind an error, seen from the command line; empty when nothing is to be said. */
export function hintFor(error: unknown, request: CommandRequest | undefined): string {
  if (!isSopsError(error) || request === undefined) return ''
  const { old, command, flags, words, inputFormat } = request
  const hints = [
    old && command === 'edit' ? didYouMean(words[0] ?? '', firstWords).trim() : '',
    // An encrypted file of any other name is JSON (B1), which a YAML file in a pipe is not.
    isSopsError(error, 'PARSE_FAILED') &&
    inputFormat === 'binary' &&
    !command.startsWith('flux') &&
    given(flags['input-type']) !== 'binary'
      ? aboutName(request)
      : '',
    isSopsError(error, 'EMPTY_KEY_GROUP') && command !== 'rotate' && !command.startsWith('groups')
      ? 'The keys come from the creation rule in .sops.yaml that matches this file first.'
      : '',
  ]
  return hints.map((hint) => (hint === '' ? '' : `${hint}\n`)).join('')
}

function aboutName({ input }: CommandRequest): string {
  const name =
    input === undefined ? 'Standard input has no name that says' : 'The name does not say'
  return `${name} which format this is, so it was read as an encrypted binary file. Say it by --input-type and --output-type, or by --filename-override NAME.`
}
