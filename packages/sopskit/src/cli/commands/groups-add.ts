import { addKeyGroup } from '../../api/operations/key-groups.ts'
import { change } from '../change.ts'
import { readEncryptionContext } from '../encryption-context.ts'
import { flagKeys } from '../flag-keys.ts'
import type { CommandRun } from './command.ts'

/** Adds a key group. Where sops leaves out keys that are none, nothing is written here (CLI-106). */
export const run: CommandRun = async (request, io) => {
  const { flags } = request
  const keys = flagKeys(flags, readEncryptionContext(flags['encryption-context'] ?? '')).flat()
  const shamirThreshold = flags['shamir-secret-sharing-threshold']
  return change(request, io, (bytes, options) =>
    addKeyGroup(bytes, { ...options, keys, shamirThreshold }),
  )
}
