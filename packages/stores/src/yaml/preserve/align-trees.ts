import type { Comment, TreeBranch, TreeItem, TreeSequence, TreeValue } from '@sopskit/core'
import { isBranch, isComment, isSequence } from '@sopskit/core'
import type { ListNode, MapNode, MapPair } from '../load/nodes/node.ts'
import type { Origins } from './load-origins.ts'
import type { LeafPair } from './pair-leaves.ts'
import { ItemWalk, otherOrder } from './item-walk.ts'
import { isSameLeaf } from './same-value.ts'
import type { ShapeChange, SourceItem } from './shape-change.ts'
import { alone, besideMark, sharedAtEnd } from './shared-end.ts'
import { itemsOfList, itemsOfMap, newItem } from './source-items.ts'
import { type LeafPlace, type LeafValue, walkBoth } from './walk-both.ts'

/** A text beside the tree that it is to hold. */
export interface Alignment {
  /** The leaves that stay where they are, and what they become. */
  readonly pairs: readonly LeafPair[]
  readonly changes: readonly ShapeChange[]
}

/** A map with the pairs of it that count, and its items as marks. */
export interface MapSite {
  readonly node: MapNode
  readonly pairs: readonly MapPair[]
  readonly marks: readonly TreeItem[]
}

/**
 * Puts the items of a document beside those it is to have: an entry stays where its key is in both, an item
 * of a list where both begin or end alike.
 *
 * @throws {@link SopsError} `EMIT_FAILED` where comments came or went, the order is another, or an alias
 * stands for what would change.
 */
export function alignDocument(
  site: MapSite,
  target: readonly TreeItem[],
  origins: Origins,
): Alignment {
  const aligner = new Aligner(origins)
  aligner.map(site, target, [])
  return aligner
}

/** The same for one value. */
export function alignValue(
  item: SourceItem & { readonly parent: MapNode },
  target: TreeValue,
  origins: Origins,
): Alignment {
  const aligner = new Aligner(origins)
  aligner.value(item, target, { parent: item.parent, path: [item.name ?? ''], inList: false })
  return aligner
}

interface Place {
  readonly parent: MapNode | ListNode
  readonly path: readonly string[]
  readonly inList: boolean
}

class Aligner implements Alignment {
  readonly pairs: LeafPair[] = []
  readonly changes: ShapeChange[] = []
  private readonly origins: Origins

  constructor(origins: Origins) {
    this.origins = origins
  }

  map({ node, pairs, marks }: MapSite, target: readonly TreeItem[], path: readonly string[]): void {
    const names = new Set(target.map(nameOf))
    const walk = new ItemWalk(node, path, this.changes)
    const sources = itemsOfMap(marks, pairs)
    const known = new Set(sources.map(({ name }) => name))
    let next = 0
    const leave = (): void => {
      for (;;) {
        const source = sources[next]
        if (source?.name === undefined || names.has(source.name)) return
        walk.remove(source)
        next++
      }
    }
    for (const item of target) {
      const name = nameOf(item)
      if (name !== undefined && !known.has(name)) {
        walk.insert(newItem(item, path))
        continue
      }
      leave()
      const source = sources[next++]
      if (source === undefined || source.name !== name) throw otherOrder(path)
      walk.keep(source)
      this.value(source, item.kind === 'entry' ? item.value : item, {
        parent: node,
        path: name === undefined ? path : [...path, name],
        inList: false,
      })
    }
    leave()
    if (next < sources.length) throw otherOrder(path)
    walk.end()
  }

  value(source: SourceItem, target: TreeValue | Comment, place: Place): void {
    const { mark, value: node } = source
    if (node === undefined || node.kind === 'alias') this.leaves(mark, target, place)
    else if (node.kind === 'scalar') this.scalar(source, target, place)
    else this.collection({ ...source, value: node }, target, place)
  }

  private scalar(source: SourceItem, target: TreeValue | Comment, place: Place): void {
    const { mark, value: node } = source
    const isLeaf = !isBranch(target) && !isSequence(target)
    // What is not there has no place that something else could take.
    const isThere = node?.kind === 'scalar' && node.token !== undefined
    if (isLeaf && (isThere || this.isHeld(mark, target))) this.leaves(mark, target, place)
    else this.replace(source, target, place)
  }

  private collection(
    source: SourceItem & { readonly value: MapNode | ListNode },
    target: TreeValue | Comment,
    place: Place,
  ): void {
    const { mark, value: node } = source
    if (node.kind === 'map' && isBranch(mark) && isBranch(target) && !keepsNoEntry(mark, target)) {
      this.map({ node, pairs: node.pairs, marks: mark.items }, target.items, place.path)
    } else if (node.kind === 'list' && isSequence(mark) && isSequence(target)) {
      const isWritten = (mark.items.length === 0) !== (target.items.length === 0)
      if (isWritten) this.replace(source, target, place)
      else this.list(itemsOfList(mark.items, node.items), target, { ...place, parent: node })
    } else this.replace(source, target, place)
  }

  private list(sources: readonly SourceItem[], { items }: TreeSequence, place: Place): void {
    const { parent, path } = place
    const count = Math.min(sources.length, items.length)
    const isAsLong = sources.length === items.length
    const atEnd = isAsLong ? 0 : sharedAtEnd(sources, items, this.origins)
    const walk = new ItemWalk(parent, path, this.changes)
    const keep = (source: SourceItem, target: TreeValue | Comment = null): void => {
      walk.keep(source)
      this.value(source, target, { ...place, inList: true })
    }
    const paired = count - atEnd
    sources.slice(0, paired).forEach((source, index) => keep(source, items[index]))
    sources.slice(paired, sources.length - atEnd).forEach((source) => walk.remove(source))
    items.slice(paired, items.length - atEnd).forEach((item) => walk.insert(newItem(item, path)))
    const behind = items.length - atEnd
    sources
      .slice(sources.length - atEnd)
      .forEach((source, index) => keep(source, items[behind + index]))
    walk.end()
  }

  /** A leaf, or all those that an alias stands for. */
  private leaves(mark: TreeValue | Comment, target: TreeValue | Comment, place: Place): void {
    const { path, inList } = place
    if (isBranch(mark) || isSequence(mark)) {
      const stop = walkBoth(alone(mark), alone(target), (left, leaf, at) => {
        this.push(left, leaf, { path: [...path, ...at.path.slice(1)], inList: at.inList })
        return true
      })
      if (stop !== undefined) throw otherOrder([...path, ...stop.slice(1)])
      return
    }
    const leaf = besideMark(mark, target)
    const isAlike = !isBranch(leaf) && !isSequence(leaf) && (!isComment(mark) || isComment(leaf))
    if (!isAlike) throw otherOrder(path)
    this.push(mark, leaf, { path, inList })
  }

  private push(mark: LeafValue, target: LeafValue, place: LeafPlace): void {
    this.pairs.push(
      isComment(mark)
        ? { ...place, kind: 'comment', index: Number(mark.text), target }
        : { ...place, kind: 'scalar', index: Number(mark), target },
    )
  }

  private isHeld(mark: TreeValue | Comment, target: LeafValue): boolean {
    const value = this.origins.scalars[Number(mark)]?.value
    return value !== undefined && isSameLeaf(value, target)
  }

  private replace(item: SourceItem, value: TreeValue | Comment, { parent, path }: Place): void {
    if (isComment(value)) throw otherOrder(path)
    this.changes.push({ kind: 'replace', parent, path, item, value })
  }
}

function nameOf(item: TreeItem): string | undefined {
  return item.kind === 'entry' ? item.key : undefined
}

/** Nothing of the map stays, so that all of it is written anew: the braces of an empty one as well. */
function keepsNoEntry(mark: TreeBranch, target: TreeBranch): boolean {
  if (mark.items.some(isComment) || target.items.some(isComment)) return false
  const names = new Set(target.items.map(nameOf))
  const stays = mark.items.some((item) => names.has(nameOf(item)))
  return !stays && mark.items.length + target.items.length > 0
}
