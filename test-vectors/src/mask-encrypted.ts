/** What {@link maskEncrypted} leaves as it is unless told. */
export interface MaskOptions {
  /** Masks the `version` of the metadata as well: for files of different releases. */
  readonly version?: boolean
}

const value = /ENC\[AES256_GCM,data:[^,\]]+,iv:[^,\]]+,tag:[^,\]]+,type:\w+\]/g
const field = /(data|iv|tag):([A-Za-z0-9+/=]+)/g
const armor = /(?<=-----BEGIN AGE ENCRYPTED FILE-----).*?(?=-----END AGE ENCRYPTED FILE-----)/gs
const time = /(lastmodified"? *[:=] *"?)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g
const version = /^(\s*"?(?:sops_)?version"?\s*[:=]\s*"?)\d+\.\d+\.\d+/gm

/**
 * An encrypted file with everything random replaced by its length, so that two encryptions of one
 * document can be compared byte by byte. Text that is not of the form sops writes stays as it is, and
 * masking twice changes nothing.
 *
 * @example
 * ```ts
 * import { maskEncrypted } from '@sopskit/test-vectors'
 * maskEncrypted('ENC[AES256_GCM,data:aGk=,iv:AA==,tag:AA==,type:str]')
 * // ENC[AES256_GCM,data:#2,iv:#1,tag:#1,type:str]
 * ```
 */
export function maskEncrypted(text: string, options: MaskOptions = {}): string {
  const masked = text.replace(value, maskValue).replace(armor, maskArmor).replace(time, '$1#time')
  return options.version === true ? masked.replace(version, '$1#version') : masked
}

function maskValue(text: string): string {
  return text.replace(field, (_, name: string, base64: string) => {
    return `${name}:#${Buffer.from(base64, 'base64').length}`
  })
}

/** Every line of the armor keeps its length; line breaks may be real or spelled `\n`. */
function maskArmor(body: string): string {
  return body.replace(/(?<=\n *|\\n)[A-Za-z0-9+/=]+(?=\n|\\n)/g, (line) => `#${line.length}`)
}
