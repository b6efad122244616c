import type { ConfigSpot, LocateInConfig, TreePath } from '@sopskit/core'
import type { ContentNode, MapNode, Node } from './load/nodes/node.ts'
import { contentOf } from './load/nodes/node.ts'
import { parseDocuments } from './load/nodes/parse-documents.ts'
import { decodeSource } from './load/source/decode-source.ts'
import { positionAt } from './load/source/source-text.ts'
import { scan } from './load/tokens/scan.ts'

interface Found {
  readonly start: number
  readonly value: Node
}

/**
 * Finds places in the first document of a YAML file that loads: for an entry where its key stands, for an
 * item of a list where it begins, and how a scalar is spelled. In lists comments do not count. The file is
 * parsed when the first place is asked for.
 *
 * @example
 * ```ts
 * import { yamlLocator } from '@sopskit/stores/yaml'
 * const locate = yamlLocator(new TextEncoder().encode('a:\n  - b: 0123\n'))
 * locate(['a', 0, 'b']) // { position: { line: 2, column: 5 }, text: '0123' }
 * ```
 */
export function yamlLocator(input: Uint8Array): LocateInConfig {
  let parsed: ReturnType<typeof parse> | undefined
  return (path) => {
    parsed ??= parse(input)
    const found = parsed.root === undefined ? undefined : find(parsed.root, path)
    return found === undefined ? undefined : spotOf(found, parsed.source)
  }
}

function parse(input: Uint8Array) {
  const source = decodeSource(input)
  const [first] = parseDocuments(scan(source))
  return { source, root: first?.root }
}

function find(root: Node, path: TreePath): Found | undefined {
  let found: Found | undefined = { start: root.start, value: root }
  for (const step of path) {
    found = found === undefined ? undefined : child(contentOf(found.value), step)
  }
  return found
}

function child(node: ContentNode, step: string | number): Found | undefined {
  if (node.kind === 'map') return typeof step === 'string' ? entryOf(node, step) : undefined
  const item = node.kind === 'list' && typeof step === 'number' ? node.items[step] : undefined
  return item === undefined ? undefined : { start: item.start, value: item }
}

function entryOf({ pairs }: MapNode, name: string): Found | undefined {
  const pair = pairs.find(({ key }) => {
    const content = contentOf(key)
    return content.kind === 'scalar' && content.text === name
  })
  return pair === undefined ? undefined : { start: pair.key.start, value: pair.value }
}

function spotOf({ start, value }: Found, source: Parameters<typeof positionAt>[0]): ConfigSpot {
  const content = contentOf(value)
  const position = positionAt(source, start)
  return content.kind === 'scalar' ? { position, text: content.text } : { position }
}
