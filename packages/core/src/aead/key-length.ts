import { SopsError } from '../errors/sops-error.ts'

/** The length of an AES key in bytes, if AES takes it (V3, S8). */
export function requireAesKeyLength(dataKey: Uint8Array): number {
  const { length } = dataKey
  if (length === 16 || length === 24 || length === 32) return length
  throw new SopsError(
    'INVALID_DATA_KEY',
    `The data key is ${length} bytes long; AES takes 16, 24 or 32. If the file was split among several key groups, check that all of its groups are still there.`,
  )
}
