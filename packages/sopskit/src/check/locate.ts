import { isSopsError, type LocateInConfig, type TextPosition } from '@sopskit/core'
import { formatOfPath } from '../formats/file-format.ts'

/** Where something stands in a file. */
export interface Spot {
  readonly path: string
  readonly bytes: Uint8Array
  /** The document, counted from 0; places are known in the first alone. */
  readonly document?: number
  readonly keyPath: readonly string[]
}

/** Made once for all findings of a file: the first one parses it. */
const locators = new WeakMap<Uint8Array, Promise<LocateInConfig>>()

/** The line and column of a key in a YAML file, or of the nearest one above it that can be told. */
export async function locate({
  path,
  bytes,
  document = 0,
  keyPath,
}: Spot): Promise<TextPosition | undefined> {
  if (formatOfPath(path) !== 'yaml' || document > 0) return undefined
  const known = locators.get(bytes) ?? locatorOf(bytes)
  locators.set(bytes, known)
  const find = await known
  try {
    for (let length = keyPath.length; length > 0; length--) {
      const spot = find(keyPath.slice(0, length))
      if (spot !== undefined) return spot.position
    }
  } catch (error) {
    if (!isSopsError(error)) throw error
  }
  return undefined
}

async function locatorOf(bytes: Uint8Array): Promise<LocateInConfig> {
  const { yamlLocator } = await import('@sopskit/stores/yaml')
  return yamlLocator(bytes)
}
