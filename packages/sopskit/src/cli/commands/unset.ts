import { parsePath } from '@sopskit/core'
import { unsetValue } from '../../api/operations/unset-value.ts'
import { change } from '../change.ts'
import type { CommandRun } from './command.ts'

/** Removes a value; a path that is none counts before any file (CLI-090). */
export const run: CommandRun = async (request, io) => {
  const { flags, words } = request
  const path = parsePath(words[1] ?? '')
  return change(request, io, (bytes, options) =>
    unsetValue(bytes, { ...options, path, idempotent: flags.idempotent }),
  )
}
