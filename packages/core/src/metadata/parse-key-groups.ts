import { masterKeyTypes } from '../keys/master-key-types.ts'
import type { MasterKeyType } from '../keys/master-key.ts'
import { parseTimestamp, truncateToSeconds } from '../text/timestamp.ts'
import type { FieldReader } from './field-reader.ts'
import { readMasterKey } from './master-key-fields.ts'
import type { KeyGroup, WrappedDataKey } from './metadata.ts'

/**
 * Reads the key groups: the keys that stand directly in the metadata are the one group there is, and only
 * without any of them `key_groups` counts, even with a single group (D6, D7).
 */
export function parseKeyGroups(metadata: FieldReader, legacy: boolean): readonly KeyGroup[] {
  const keys = parseKeys(metadata, legacy)
  const groups = metadata.list('key_groups')
  return keys.length > 0 ? [{ keys }] : groups.map((group) => parseGroup(group, legacy))
}

function parseGroup(group: FieldReader, legacy: boolean): KeyGroup {
  return { keys: parseKeys(group, legacy), unknown: group.unknown() }
}

function parseKeys(group: FieldReader, legacy: boolean): readonly WrappedDataKey[] {
  const parseKey = legacy ? parseLegacyKey : parseDatedKey
  return masterKeyTypes.flatMap((type) => group.list(type).map((fields) => parseKey(type, fields)))
}

function parseDatedKey(type: MasterKeyType, fields: FieldReader): WrappedDataKey {
  const key = readMasterKey(type, fields)
  const enc = fields.text('enc')
  if (type === 'age') return { key, enc, unknown: fields.unknown() }
  const createdAt = requireSeconds(fields, 'created_at')
  return { key, enc, createdAt, unknown: fields.unknown() }
}

// The time is for people only: nothing is decrypted or verified by it.
function parseLegacyKey(type: MasterKeyType, fields: FieldReader): WrappedDataKey {
  const isDated = type === 'age' || parseTimestamp(fields.text('created_at')) !== undefined
  if (isDated) return parseDatedKey(type, fields)
  const key = readMasterKey(type, fields)
  return { key, enc: fields.text('enc'), unknown: fields.unknown() }
}

/** Reads a timestamp that must be there; it is used and written in whole seconds (D10, D11). */
export function requireSeconds(fields: FieldReader, name: string): string {
  const text = fields.text(name)
  const time = parseTimestamp(text)
  if (time !== undefined) return truncateToSeconds(time).text
  throw fields.invalid(name, text === '' ? 'is missing' : 'is not an RFC 3339 timestamp')
}
