import type { FileFormat } from '../formats/file-format.ts'

/** By what Flux knows an encrypted file, as plain text anywhere in it (FLX-034). */
export const markers: Readonly<Record<FileFormat, string>> = {
  yaml: 'mac: ENC[',
  json: '"mac": "ENC[',
  binary: '"mac": "ENC[',
  dotenv: 'sops_mac=ENC[',
  ini: '[sops]',
}

/** True when Flux takes a file for an encrypted one of a format. */
export function hasMarker(bytes: Uint8Array, format: FileFormat): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(markers[format])
}

/** True for a file of sops in any format. */
export function hasAnyMarker(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!text.includes('ENC[AES256_GCM,')) return false
  return (['yaml', 'json', 'dotenv', 'ini'] as const).some((format) => hasMarker(bytes, format))
}
