import { SopsError } from '@sopskit/core'
import { deleteKeyGroup } from '../../api/operations/key-groups.ts'
import { change } from '../change.ts'
import type { CommandRun } from './command.ts'

/** Takes out a key group. */
export const run: CommandRun = async (request, io) => {
  const { flags, words } = request
  const index = indexOf(words[0] ?? '')
  const shamirThreshold = flags['shamir-secret-sharing-threshold']
  return change(request, io, (bytes, options) =>
    deleteKeyGroup(bytes, { ...options, index, shamirThreshold }),
  )
}

function indexOf(text: string): number {
  if (/^(0|[1-9]\d{0,8})$/.test(text)) return Number(text)
  throw new SopsError('USAGE', 'A key group is named by its number, counted from 0.')
}
