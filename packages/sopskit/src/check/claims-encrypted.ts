import { type FileFormat, formatOfPath } from '../formats/file-format.ts'

/** How sure it is that a file is encrypted before it is read. */
export interface Claim {
  readonly format: FileFormat
  /** True when it can hardly be anything else, and must be readable therefore. */
  readonly certain: boolean
}

/**
 * What a file claims to be by a look at its text; `undefined` for one that surely is not encrypted. A name that
 * says nothing, as `config.yaml.encrypted` (FLX-069), leaves it to the text.
 */
export function claimOf(path: string, bytes: Uint8Array): Claim | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!text.includes('sops')) return undefined
  const hasSealed = text.includes('ENC[AES256_GCM,')
  if (!hasSealed && !text.includes('lastmodified')) return undefined
  const format = formatOfPath(path)
  if (format !== 'binary') return { format, certain: hasSealed }
  return claimOfText(text.toString('latin1'), hasSealed)
}

// A page about sops shows such files, too: of these guesses only the first is certain.
function claimOfText(text: string, hasSealed: boolean): Claim | undefined {
  if (/^\s*\{/.test(text)) return { format: 'binary', certain: hasSealed }
  if (/^sops_mac=/m.test(text)) return { format: 'dotenv', certain: false }
  if (/^\[sops\]/m.test(text)) return { format: 'ini', certain: false }
  return /^sops:/m.test(text) ? { format: 'yaml', certain: false } : undefined
}
