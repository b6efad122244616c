import type { TreeValue } from '@sopskit/core'
import { branch, entry } from '@sopskit/core'
import { emitYaml, emitYamlValue } from '../../../src/yaml/emit/emit-yaml.ts'

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** What one document with this single value is written as. */
export function emitted(value: TreeValue, indent = 0): string {
  return utf8.decode(emitYaml([branch([entry('k', value)])], { indent }))
}

/** What one document is written as. */
export function emittedDocuments(documents: Parameters<typeof emitYaml>[0], indent = 0): string {
  return utf8.decode(emitYaml(documents, { indent }))
}

/** What `--extract` prints. */
export function extracted(value: TreeValue): string {
  return utf8.decode(emitYamlValue(value))
}
