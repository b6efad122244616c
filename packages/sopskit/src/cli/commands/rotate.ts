import { rotate } from '../../api/operations/rotate.ts'
import { change } from '../change.ts'
import { readEncryptionContext } from '../encryption-context.ts'
import { flagKeys } from '../flag-keys.ts'
import type { FlagValues } from '../flags/flag-table.ts'
import type { CommandRun } from './command.ts'

/** Encrypts under a new data key; keys that are none count before any file. */
export const run: CommandRun = async (request, io) => {
  const { flags } = request
  const context = readEncryptionContext(flags['encryption-context'] ?? '')
  const addKeys = flagKeys(keyTexts('add', flags), context).flat()
  const removeKeys = flagKeys(keyTexts('rm', flags), context).flat()
  return change(request, io, (bytes, options) => rotate(bytes, { ...options, addKeys, removeKeys }))
}

/** The keys that come or go, under the names of the flags that encrypt for such keys. */
function keyTexts(verb: 'add' | 'rm', flags: FlagValues): FlagValues {
  const named = keyKinds.map((kind) => [kind, flags[`${verb}-${kind}`]] as const)
  return Object.fromEntries(named.filter(([, text]) => text !== undefined))
}

const keyKinds = ['age', 'pgp', 'kms', 'gcp-kms', 'azure-kv', 'hc-vault-transit', 'hckms'] as const
