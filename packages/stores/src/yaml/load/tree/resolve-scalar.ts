import type { Timestamp, TreeScalar } from '@sopskit/core'
import { decodeBase64, decodeUtf8 } from '@sopskit/core'
import { resolvePlain } from '../../scalars/resolve-plain.ts'
import type { ResolvedScalar } from '../../scalars/resolve-plain.ts'
import type { ScalarNode } from '../nodes/node.ts'
import { SyntaxFault } from '../source/syntax-fault.ts'

type Meaning = Exclude<ResolvedScalar['kind'], 'string' | 'merge'>

/** The value of a scalar: by its look when it is plain, by its tag when it has one (P9, P-table). */
export function resolveScalar(node: ScalarNode): TreeScalar {
  switch (node.tag) {
    case undefined:
      return node.plain ? valueOf(resolvePlain(node.text), node) : node.text
    case 'null':
      return tagged(node, ['null'])
    case 'bool':
      return tagged(node, ['bool'])
    case 'int':
      return tagged(node, ['int', 'uint'])
    case 'float':
      return toFloat(tagged(node, ['int', 'float']))
    case 'timestamp':
      return tagged(node, ['time'])
    case 'binary':
      return readBinary(node)
    case 'str':
    case 'merge':
    case 'other':
      return node.text
  }
}

/** True for the key that asks YAML to merge maps, which sops checks but does not do (P8, Q10). */
export function isMergeKey(node: ScalarNode): boolean {
  if (node.text !== '<<') return false
  return node.tag === 'merge' || (node.tag === undefined && node.plain)
}

function tagged(node: ScalarNode, meanings: readonly Meaning[]): TreeScalar {
  const resolved = resolvePlain(node.text)
  if (meanings.some((meaning) => meaning === resolved.kind)) return valueOf(resolved, node)
  throw new SyntaxFault(node.start, 'This value does not fit its tag.')
}

function toFloat(value: TreeScalar): TreeScalar {
  return typeof value === 'bigint' ? Number(value) : value
}

function valueOf(
  resolved: ResolvedScalar,
  node: ScalarNode,
): string | bigint | number | boolean | null | Timestamp {
  switch (resolved.kind) {
    case 'null':
      return null
    case 'uint':
      throw new SyntaxFault(
        node.start,
        'This integer does not fit 64 bits signed; quote it.',
        'NUMBER_OUT_OF_RANGE',
      )
    case 'merge':
    case 'string':
      return node.text
    default:
      return resolved.value
  }
}

function readBinary(node: ScalarNode): string | Uint8Array {
  const bytes = decodeBase64(node.text)
  if (bytes === undefined) {
    throw new SyntaxFault(node.start, 'This !!binary value is not valid base64.')
  }
  return decodeUtf8(bytes) ?? bytes
}
