import type { Store } from '@sopskit/core'
import type { FileFormat } from './file-format.ts'
import { unsupportedStore } from './unsupported-store.ts'

/** How a store writes. */
export interface StoreOptions {
  readonly indent?: number | undefined
}

/** The store of a format; its code is loaded when it is first asked for. */
export async function loadStore(format: FileFormat, { indent }: StoreOptions = {}): Promise<Store> {
  const options = indent === undefined ? {} : { indent }
  switch (format) {
    case 'yaml':
      return (await import('@sopskit/stores/yaml')).yamlStore(options)
    case 'json':
      return (await import('@sopskit/stores/json')).jsonStore(options)
    default:
      return unsupportedStore(format)
  }
}
