import { readFileSync } from 'node:fs'
import type { Reader } from '../../src/config/read/reader.ts'

/** The keywords of JSON Schema that the published schema is made of. */
export interface SchemaNode {
  readonly $ref?: string
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'boolean'
  readonly properties?: Readonly<Record<string, SchemaNode>>
  readonly additionalProperties?: boolean | SchemaNode
  readonly items?: SchemaNode
  readonly anyOf?: readonly SchemaNode[]
  readonly definitions?: Readonly<Record<string, SchemaNode>>
  readonly description?: string
}

const file = new URL('../../schema/sops-config.schema.json', import.meta.url)

/** The published schema. */
export const schema = JSON.parse(readFileSync(file, 'utf8')) as SchemaNode

/** What a reference stands for. */
export function resolved(node: SchemaNode): SchemaNode {
  const [, name] = /^#\/definitions\/(\w+)$/.exec(node.$ref ?? '') ?? []
  if (name === undefined) return node
  const target = schema.definitions?.[name]
  if (target === undefined) throw new Error(`the schema has no definition ${name}`)
  return target
}

/** What is told about a value by a reader and by the schema, in the same words. */
export type Shape =
  string | { readonly list: Shape } | { readonly map: Readonly<Record<string, Shape>> }

/** What a reader takes; `within` keeps a group from describing itself for ever. */
export function shapeOfReader(reader: Reader<unknown>, within: readonly unknown[] = []): Shape {
  if (within.includes(reader)) return 'itself'
  const inner = [...within, reader]
  if (reader.item !== undefined) return { list: shapeOfReader(reader.item(), inner) }
  if (reader.fields === undefined) return reader.kind
  const fields = Object.entries(reader.fields())
  const shapes = fields.map(([name, field]) => [name, shapeOfReader(field, inner)] as const)
  return { map: Object.fromEntries(shapes) }
}

/** What the schema allows. */
export function shapeOfSchema(reference: SchemaNode, within: readonly unknown[] = []): Shape {
  const node = resolved(reference)
  if (within.includes(node)) return 'itself'
  const inner = [...within, node]
  if (node.anyOf !== undefined) {
    const either = node.anyOf.map((each) => JSON.stringify(shapeOfSchema(each, inner))).join(' or ')
    return either === '"text" or {"list":"text"}' ? 'key list' : either
  }
  if (node.items !== undefined) return { list: shapeOfSchema(node.items, inner) }
  if (typeof node.additionalProperties === 'object') return 'text map'
  if (node.properties === undefined) return node.type === 'string' ? 'text' : String(node.type)
  const properties = Object.entries(node.properties)
  const shapes = properties.map(([name, each]) => [name, shapeOfSchema(each, inner)] as const)
  return { map: Object.fromEntries(shapes) }
}
