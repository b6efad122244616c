import { decodeBase64 } from '@sopskit/core'

const opening = 'ENC[AES256_GCM,'

/** True for a text that was, or wants to be, an encrypted value (V4). */
export function looksSealed(text: string | Uint8Array): boolean {
  return typeof text === 'string' && text.startsWith(opening)
}

const types = ['str', 'int', 'float', 'bool', 'bytes', 'comment', 'time']

const form =
  /^ENC\[AES256_GCM,data:(?<data>[^,]+),iv:(?<iv>[^,]+),tag:(?<tag>[^,]+),type:(?<type>\w+)\]$/

/** True for an encrypted value of which every field can be decoded. */
export function isWellSealed(text: string): boolean {
  const groups = form.exec(text)?.groups
  if (groups === undefined) return false
  const { data = '', iv = '', tag = '', type = '' } = groups
  return types.includes(type) && [data, iv, tag].every((part) => decodeBase64(part) !== undefined)
}
