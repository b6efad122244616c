import type { Json } from '../metadata/json-tree.ts'
import { resolved, type SchemaNode } from './schema-node.ts'

/** True when the published schema accepts a value; it knows the keywords that are used there. */
export function accepts(reference: SchemaNode, value: Json): boolean {
  const node = resolved(reference)
  if (node.anyOf !== undefined) return node.anyOf.some((each) => accepts(each, value))
  switch (node.type) {
    case 'string':
    case 'boolean':
      return typeof value === node.type
    case 'integer':
      return typeof value === 'bigint'
    case 'array':
      return Array.isArray(value) && value.every((item) => accepts(node.items ?? {}, item as Json))
    case 'object':
      return (
        isObject(value) && Object.entries(value).every(([name, each]) => entry(node, name, each))
      )
    default:
      return true
  }
}

function entry(node: SchemaNode, name: string, value: Json): boolean {
  const known = Object.entries(node.properties ?? {}).find(([property]) => property === name)?.[1]
  const others = node.additionalProperties
  if (known !== undefined) return accepts(known, value)
  return typeof others === 'object' ? accepts(others, value) : others !== false
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
