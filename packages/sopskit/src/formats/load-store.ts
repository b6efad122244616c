import type { Store } from '@sopskit/core'
import { SopsError } from '@sopskit/core'
import type { FileFormat } from './file-format.ts'

/** Which store of a format is meant, and how it writes. */
export interface StoreOptions {
  /** A binary file is bytes when it is plain and JSON when it is encrypted (B1). Default: plain. */
  readonly form?: 'plain' | 'encrypted' | undefined
  readonly indent?: number | undefined
}

/**
 * The store of a format; its code is loaded when it is first asked for.
 *
 * @throws {@link SopsError} `INVALID_OPTION` for another name, which plain JavaScript can hand in.
 */
export async function loadStore(
  format: FileFormat,
  { form, indent }: StoreOptions = {},
): Promise<Store> {
  const options = indent === undefined ? {} : { indent }
  switch (format === 'binary' && form === 'encrypted' ? 'json' : format) {
    case 'yaml':
      return (await import('@sopskit/stores/yaml')).yamlStore(options)
    case 'json':
      return (await import('@sopskit/stores/json')).jsonStore(options)
    case 'dotenv':
      return (await import('@sopskit/stores/dotenv')).dotenvStore()
    case 'ini':
      return (await import('@sopskit/stores/ini')).iniStore()
    case 'binary':
      return (await import('@sopskit/stores/binary')).binaryStore()
    default:
      throw new SopsError(
        'INVALID_OPTION',
        'Say the format in the options: yaml, json, dotenv, ini or binary.',
      )
  }
}
