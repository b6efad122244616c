import type { Comment, TreeBranch, TreeItem, TreeSequence, TreeValue } from '@sopskit/core'
import { branch, entry, sequence } from '@sopskit/core'
import type { DocumentNode, ListNode, MapNode, MapPair, Node, ScalarNode } from '../nodes/node.ts'
import { contentOf } from '../nodes/node.ts'
import { SyntaxFault } from '../source/syntax-fault.ts'
import { addComments } from './comment-items.ts'
import { refuseBadMerge } from './merge-key.ts'
import { resolveScalar } from './resolve-scalar.ts'

/** Turns parsed documents into the tree sops builds from them (C15 to C17). */
export function buildTree(documents: readonly DocumentNode[]): readonly TreeBranch[] {
  const builder = new TreeBuilder()
  return documents.map((document, index) => builder.document(document, index === 0))
}

type ListItem = TreeValue | Comment

class TreeBuilder {
  // What aliases repeat: the items without the comments of the collection itself (P7).
  private readonly mapItems = new Map<MapNode, readonly TreeItem[]>()
  private readonly listItems = new Map<ListNode, readonly ListItem[]>()
  private checksMerges = false

  document({ root, comments }: DocumentNode, isFirst: boolean): TreeBranch {
    this.checksMerges = isFirst
    const items: TreeItem[] = []
    addComments(items, comments.head)
    addComments(items, root.comments.head)
    addComments(items, root.comments.line)
    const content = this.rootItems(root)
    const rest: TreeItem[] = []
    addComments(rest, root.comments.foot)
    addComments(rest, comments.foot)
    return branch(joined(items, content, rest))
  }

  private rootItems(root: Node): readonly TreeItem[] {
    const content = contentOf(root)
    if (content.kind === 'map') return this.itemsOfMap(content)
    if (content.kind === 'scalar' && resolveScalar(content) === null) return []
    throw new SyntaxFault(
      root.start,
      'The top level of every document has to be a map.',
      'TOP_LEVEL_NOT_MAP',
    )
  }

  // --- values

  private value(node: Node, ownComments: boolean): TreeValue {
    switch (node.kind) {
      case 'alias':
        return this.value(node.target, true)
      case 'scalar':
        return resolveScalar(node)
      case 'map':
        return branch(withOwnComments(node, this.itemsOfMap(node), ownComments))
      case 'list':
        return this.list(node, ownComments)
    }
  }

  private list(node: ListNode, ownComments: boolean): TreeSequence {
    return sequence(withOwnComments<ListItem>(node, this.itemsOfList(node), ownComments))
  }

  private itemsOfList(node: ListNode): readonly ListItem[] {
    const known = this.listItems.get(node)
    if (known !== undefined) return known
    const items: ListItem[] = []
    for (const item of node.items) {
      addComments(items, item.comments.head)
      addComments(items, item.comments.line, true)
      items.push(this.value(item, false))
      addComments(items, item.comments.foot)
    }
    if (node.anchored) this.listItems.set(node, items)
    return items
  }

  private itemsOfMap(node: MapNode): readonly TreeItem[] {
    const known = this.mapItems.get(node)
    if (known !== undefined) return known
    const items: TreeItem[] = []
    const keys = new Set<string>()
    for (const pair of node.pairs) {
      const key = keyOf(pair.key)
      if (keys.has(key)) throw doubled(pair.key)
      keys.add(key)
      if (this.checksMerges) refuseBadMerge(pair)
      this.addPair(items, key, pair)
    }
    if (node.anchored) this.mapItems.set(node, items)
    return items
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
  wanted: boolean,
): readonly (Item | Comment)[] {
  if (!wanted) return items
  const before: Comment[] = []
  addComments(before, comments.head)
  addComments(before, comments.line)
  const after: Comment[] = []
  addComments(after, comments.foot)
  return joined<Item | Comment>(before, items, after)
}

function joined<Item>(
  before: readonly Item[],
  items: readonly Item[],
  after: readonly Item[],
): readonly Item[] {
  return before.length + after.length === 0 ? items : [...before, ...items, ...after]
}

function keyOf(node: Node): string {
  const content = contentOf(node)
  const key = content.kind === 'scalar' ? keyText(content) : undefined
  if (key !== undefined) return key
  throw new SyntaxFault(node.start, 'Keys have to be strings; quote this one.', 'KEY_NOT_STRING')
}

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
