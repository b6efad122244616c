import { resolve } from 'node:path'
import { parsePath, SopsError } from '@sopskit/core'
import { parseSetValue } from '../../api/operations/parse-set-value.ts'
import { setValue } from '../../api/operations/set-value.ts'
import { readInput } from '../../files/read-input.ts'
import { change } from '../change.ts'
import type { CommandIo } from '../command-io.ts'
import { layoutOf } from '../layout-of.ts'
import type { CommandRequest } from '../request.ts'
import type { CommandRun } from './command.ts'

/** Sets a value; a path or a value that is none counts before any file (CLI-090, CLI-092). */
export const run: CommandRun = async (request, io) => {
  const { flags, words } = request
  const read = sourceOf(request, io)
  const path = parsePath(words[1] ?? '')
  // No release has this layout, and a float would be spelled 98.0 in it.
  const wholeNumbers = layoutOf(flags) === 'preserve' ? 'int' : 'float'
  const treeValue = await parseSetValue(await read(), { wholeNumbers })
  return change(request, io, (bytes, options) =>
    setValue(bytes, { ...options, path, treeValue, idempotent: flags.idempotent }),
  )
}

/** Where the value is (CLI-096). */
function sourceOf(
  { flags, words: [, , value] }: CommandRequest,
  io: CommandIo,
): () => Promise<string | Uint8Array> {
  const { 'value-file': isFile, 'value-stdin': isStdin } = flags
  if (isFile === true && isStdin === true) {
    throw new SopsError('USAGE', 'Give either --value-file or --value-stdin, not both.')
  }
  if (isStdin === true) {
    if (value === undefined) return () => io.readStdin()
    throw new SopsError('NO_FILE', 'The value comes from standard input: give a file and an index.')
  }
  if (value === undefined) {
    throw new SopsError('NO_FILE', 'Give a file, an index and a value.')
  }
  return async () => (isFile === true ? readInput(resolve(io.cwd, value), io.fileSystem) : value)
}
