import type { Store } from '@sopskit/core'
import type { FluxFormat } from './flux-format.ts'

/** The store that reads the encrypted form of a format; of a binary file that is JSON (FLX-044). */
export function encryptedStore(format: FluxFormat): Promise<Store> {
  return plainStore(format === 'binary' ? 'json' : format)
}

/** The store that writes the plain form of a format. */
export async function plainStore(format: FluxFormat): Promise<Store> {
  switch (format) {
    case 'yaml':
      return (await import('@sopskit/stores/yaml')).yamlStore()
    case 'json':
      return (await import('@sopskit/stores/json')).jsonStore()
    case 'dotenv':
      return (await import('@sopskit/stores/dotenv')).dotenvStore()
    case 'ini':
      return (await import('@sopskit/stores/ini')).iniStore()
    case 'binary':
      return (await import('@sopskit/stores/binary')).binaryStore()
  }
}
