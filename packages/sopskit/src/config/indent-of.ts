import type { FileFormat } from '../formats/file-format.ts'
import type { LoadedConfig } from './load-config.ts'

/** The indentation that a configuration sets for an output format (CFG-027). */
export function indentOf(config: LoadedConfig | undefined, format: FileFormat): number | undefined {
  switch (format) {
    case 'yaml':
      return config?.stores.yamlIndent
    case 'json':
      return config?.stores.jsonIndent
    case 'binary':
      return config?.stores.binaryIndent
    case 'dotenv':
    case 'ini':
      return undefined
  }
}
