import { yamlStore } from '@sopskit/stores/yaml'
import { type PlainObject, type PlainValue, toPlainObject } from '../../../sopskit/src/index.ts'

/** The documents of a YAML text as plain objects. */
export function parseDocuments(text: string): readonly PlainObject[] {
  return yamlStore()
    .load(Buffer.from(text))
    .map((document) => toPlainObject(document))
}

/** The texts of a map; none when there is no map. */
export function textsOf(value: PlainValue | undefined): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [
      key,
      typeof each === 'string' ? each : JSON.stringify(each),
    ]),
  )
}

/** The base64 texts of a map, decoded. */
export function decoded(value: PlainValue | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(textsOf(value)).map(([key, text]) => [
      key,
      Buffer.from(text, 'base64').toString(),
    ]),
  )
}
