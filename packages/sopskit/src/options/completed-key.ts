import type { MasterKey, MasterKeyType } from '@sopskit/core'
import { SopsError } from '@sopskit/core'

type KeyOf<Type extends MasterKeyType> = Extract<MasterKey, { readonly type: Type }>

// What a field is when it is left out; `undefined` where it has to be given.
type Fields<Key> = { readonly [Name in Exclude<keyof Key, 'type'>]: Key[Name] | undefined }

const required = undefined
const fieldsOf: { readonly [Type in MasterKeyType]: Fields<KeyOf<Type>> } = {
  age: { recipient: required },
  pgp: { fingerprint: required },
  kms: { arn: required, role: '', context: {}, awsProfile: '' },
  gcp_kms: { resourceId: required },
  azure_kv: { vaultUrl: required, name: required, version: '' },
  hc_vault: { vaultAddress: required, enginePath: required, keyName: required },
  hckms: { keyId: required },
}

/**
 * A master key with everything that it may leave out, as plain JavaScript writes it: without the role of a
 * key of AWS, or the version of one of Azure.
 *
 * @throws {@link SopsError} `INVALID_OPTION` for an unknown type, and for a field that is missing or no text.
 */
export function completedKey(key: { readonly type: string }): MasterKey {
  if (!isKnown(key.type)) {
    const types = Object.keys(fieldsOf).join(', ')
    throw new SopsError('INVALID_OPTION', `A master key has an unknown type. The types: ${types}.`)
  }
  const given = new Map<string, unknown>(Object.entries(key))
  const fields = Object.entries<unknown>(fieldsOf[key.type]).map(([name, absent]) => {
    const value = given.get(name) ?? absent
    if (name === 'context' ? isTextMap(value) : typeof value === 'string') return [name, value]
    throw new SopsError('INVALID_OPTION', missing(key.type, name))
  })
  return { ...key, ...Object.fromEntries(fields) } as MasterKey
}

function isKnown(type: string): type is MasterKeyType {
  return Object.hasOwn(fieldsOf, type)
}

function isTextMap(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  return Object.values(value).every((one) => typeof one === 'string')
}

function missing(type: string, name: string): string {
  const wanted = name === 'context' ? 'a map of texts' : 'a text'
  return `A master key of type ${type} needs ${wanted} as its ${name}. Is a variable not set?`
}
