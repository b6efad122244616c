import type { MasterKey } from '@sopskit/core'
import { decodeUtf8, encodeUtf8 } from '@sopskit/core'
import { decodeFields, encodeFields, MalformedMessage, type WireField } from './protobuf.ts'

/** The kinds of key by their fields in the message `Key` (KS-002). */
const kinds: readonly MasterKey['type'][] = [
  'kms',
  'pgp',
  'gcp_kms',
  'azure_kv',
  'hc_vault',
  'age',
  'hckms',
]

const contextField = 3

/** The message `Key`, or `undefined` for a kind of key that the protocol does not know. */
export function encodeKey(key: MasterKey): Uint8Array | undefined {
  const number = kinds.indexOf(key.type) + 1
  return number === 0 ? undefined : encodeFields([{ number, bytes: encodeKind(key) }])
}

function encodeKind(key: MasterKey): Uint8Array {
  switch (key.type) {
    case 'kms':
      return encodeFields([
        ...texts([key.arn, key.role]),
        ...Object.entries(key.context).map((pair) => {
          return { number: contextField, bytes: encodeFields(texts(pair)) }
        }),
        ...texts(['', '', '', key.awsProfile]),
      ])
    case 'pgp':
      return encodeFields(texts([key.fingerprint]))
    case 'gcp_kms':
      return encodeFields(texts([key.resourceId]))
    case 'azure_kv':
      return encodeFields(texts([key.vaultUrl, key.name, key.version]))
    case 'hc_vault':
      return encodeFields(texts([key.vaultAddress, key.enginePath, key.keyName]))
    case 'age':
      return encodeFields(texts([key.recipient]))
    case 'hckms':
      return encodeFields(texts([key.keyId]))
  }
}

/** Texts as the fields 1, 2 and so on; empty ones are left out. */
function texts(values: readonly string[]): readonly WireField[] {
  return values
    .map((value, index) => ({ number: index + 1, bytes: encodeUtf8(value) }))
    .filter(({ bytes }) => bytes.length > 0)
}

/** The key of a message `Key`, or `undefined` when it holds none of a known kind. */
export function decodeKey(message: Uint8Array): MasterKey | undefined {
  const field = decodeFields(message).findLast(({ number }) => kinds[number - 1] !== undefined)
  const type = kinds[(field?.number ?? 0) - 1]
  return field === undefined || type === undefined ? undefined : decodeKind(type, field.bytes)
}

function decodeKind(type: MasterKey['type'], message: Uint8Array): MasterKey {
  const fields = decodeFields(message)
  const text = (number: number): string => textOf(fields, number)
  switch (type) {
    case 'kms':
      return { type, arn: text(1), role: text(2), context: contextOf(fields), awsProfile: text(4) }
    case 'pgp':
      return { type, fingerprint: text(1) }
    case 'gcp_kms':
      return { type, resourceId: text(1) }
    case 'azure_kv':
      return { type, vaultUrl: text(1), name: text(2), version: text(3) }
    case 'hc_vault':
      return { type, vaultAddress: text(1), enginePath: text(2), keyName: text(3) }
    case 'age':
      return { type, recipient: text(1) }
    case 'hckms':
      return { type, keyId: text(1) }
  }
}

/** Each value for itself (KS-010); own properties, whatever their names. */
function contextOf(fields: readonly WireField[]): Readonly<Record<string, string>> {
  const entries = fields.filter(({ number }) => number === contextField)
  return Object.fromEntries(
    entries.map(({ bytes }) => {
      const pair = decodeFields(bytes)
      return [textOf(pair, 1), textOf(pair, 2)]
    }),
  )
}

function textOf(fields: readonly WireField[], number: number): string {
  const text = decodeUtf8(fields.findLast((field) => field.number === number)?.bytes ?? empty)
  if (text === undefined) throw new MalformedMessage('a text is not UTF-8')
  return text
}

const empty = new Uint8Array()
