import type { Comment, TreeBranch, TreeItem, TreeScalar, TreeValue } from '@sopskit/core'
import { branch, entry, sequence } from '@sopskit/core'
import type {
  ContentNode,
  DocumentNode,
  ListNode,
  MapNode,
  MapPair,
  Node,
  ScalarNode,
} from '../nodes/node.ts'
import { contentOf } from '../nodes/node.ts'
import { SyntaxFault } from '../source/syntax-fault.ts'
import { addComments } from './comment-items.ts'
import { refuseBadMerge } from './merge-key.ts'
import { resolveScalar } from './resolve-scalar.ts'

/** Gives the value of a scalar; `isCopy` for one that an alias stands for. */
export type ScalarReader = (node: ScalarNode, isCopy: boolean) => TreeScalar

/** Turns parsed documents into the tree sops builds from them (C15 to C17). */
export function buildTree(
  documents: readonly DocumentNode[],
  readScalar: ScalarReader = resolveScalar,
): readonly TreeBranch[] {
  const builder = new TreeBuilder(readScalar)
  return documents.map((document, index) => builder.document(document, index === 0))
}

type ListItem = TreeValue | Comment

class TreeBuilder {
  // Built once each: a few lines of aliases can stand for a lot.
  private readonly aliased = new Map<ContentNode, TreeValue>()
  private isFirstDocument = false
  private aliases = 0
  private readonly readScalar: ScalarReader

  constructor(readScalar: ScalarReader) {
    this.readScalar = readScalar
  }

  document({ root, comments }: DocumentNode, isFirst: boolean): TreeBranch {
    this.isFirstDocument = isFirst
    const items: TreeItem[] = []
    addComments(items, comments.head)
    this.addRoot(items, root)
    addComments(items, comments.foot)
    return branch(items)
  }

  private addRoot(items: TreeItem[], root: Node): void {
    const content = contentOf(root)
    const isMap = content.kind === 'map'
    if (!isMap && !isNull(content)) throw notMap(root)
    addComments(items, root.comments.head)
    addComments(items, root.comments.line)
    if (isMap) for (const item of this.rootItems(content, root)) items.push(item)
    // A null that is not an alias loses what stands right below it.
    if (root.kind !== 'scalar') addComments(items, root.comments.foot)
  }

  private rootItems(map: MapNode, root: Node): readonly TreeItem[] {
    if (root.kind !== 'alias') return this.itemsOfMap(map)
    this.aliases++
    const items = this.itemsOfMap(map)
    this.aliases--
    return withOwnComments(map, items)
  }

  // --- values

  /** `ownComments`: whether a collection carries its comments inside itself. */
  private value(node: Node, ownComments: boolean): TreeValue {
    switch (node.kind) {
      case 'alias':
        return this.aliasedValue(node.target)
      case 'scalar':
        return this.readScalar(node, this.aliases > 0)
      case 'map': {
        const items = this.itemsOfMap(node)
        return branch(ownComments ? withOwnComments(node, items) : items)
      }
      case 'list': {
        const items = this.itemsOfList(node)
        return sequence(ownComments ? withOwnComments(node, items) : items)
      }
    }
  }

  /** A copy brings the comments of its collection, wherever they went at the anchor (P7). */
  private aliasedValue(target: ContentNode): TreeValue {
    const known = this.aliased.get(target)
    if (known !== undefined) return known
    this.aliases++
    const value = this.value(target, true)
    this.aliases--
    this.aliased.set(target, value)
    return value
  }

  /** C16. */
  private itemsOfList(node: ListNode): readonly ListItem[] {
    const items: ListItem[] = []
    for (const item of node.items) {
      addComments(items, item.comments.head)
      addComments(items, item.comments.line, true)
      items.push(this.value(item, false))
      addComments(items, item.comments.foot)
    }
    return items
  }

  private itemsOfMap(node: MapNode): readonly TreeItem[] {
    const items: TreeItem[] = []
    const keys = new Set<string>()
    for (const pair of node.pairs) {
      const key = this.keyOf(pair.key)
      if (keys.has(key)) throw doubled(pair.key)
      keys.add(key)
      if (this.isFirstDocument) refuseBadMerge(pair)
      this.addPair(items, key, pair)
    }
    return items
  }

  /** In the first document sops fails at a list or map as a key while it parses, later when it encrypts (P6, P11). */
  private keyOf(node: Node): string {
    const content = contentOf(node)
    if (content.kind !== 'scalar') {
      const code = this.isFirstDocument ? 'PARSE_FAILED' : 'KEY_NOT_STRING'
      throw new SyntaxFault(node.start, collectionKey, code)
    }
    const key = keyText(content)
    if (key !== undefined) return key
    throw new SyntaxFault(node.start, notString, 'KEY_NOT_STRING')
  }

  /** C15: a nested collection carries its comments inside, everything else around it. */
  private addPair(items: TreeItem[], name: string, { key, value }: MapPair): void {
    const isNested = value.kind === 'map' || value.kind === 'list'
    addComments(items, key.comments.head)
    addComments(items, key.comments.line)
    if (!isNested) {
      addComments(items, value.comments.head)
      addComments(items, value.comments.line, true)
    }
    items.push(entry(name, this.value(value, isNested)))
    if (!isNested) addComments(items, value.comments.foot)
    addComments(items, key.comments.foot)
  }
}

function withOwnComments<Item>(
  { comments }: MapNode | ListNode,
  items: readonly Item[],
): readonly (Item | Comment)[] {
  const before: Comment[] = []
  addComments(before, comments.head)
  addComments(before, comments.line)
  const after: Comment[] = []
  addComments(after, comments.foot)
  return before.length + after.length === 0 ? items : [...before, ...items, ...after]
}

function isNull(node: ContentNode): boolean {
  return node.kind === 'scalar' && resolveScalar(node) === null
}

function notMap(root: Node): SyntaxFault {
  const message = 'The top level of every document has to be a map.'
  return new SyntaxFault(root.start, message, 'TOP_LEVEL_NOT_MAP')
}

const notString = 'Keys have to be strings; quote this one.'
const collectionKey = 'A list or map cannot be a key; write it as a quoted string.'

function keyText(node: ScalarNode): string | undefined {
  const key = resolveScalar(node)
  if (key instanceof Uint8Array) {
    throw new SyntaxFault(node.start, 'A !!binary key has to be valid UTF-8 text.')
  }
  return typeof key === 'string' ? key : undefined
}

function doubled(key: Node): SyntaxFault {
  return new SyntaxFault(key.start, 'This key stands twice in one map.', 'DUPLICATE_KEY')
}
