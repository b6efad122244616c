import type { TreeBranch, TreeEntry, TreeSequence, TreeValue } from '@sopskit/core'
import { isBranch, isComment, isSequence, SopsError } from '@sopskit/core'
import { CollectedComments, joinComments } from './collected-comments.ts'
import { isMergeable, mergeKey } from './merge-key.ts'
import type { ListNode, MapNode, OutputNode, Pair } from './output-node.ts'
import type { Place } from './place.ts'
import { inside, pathTo, underKey } from './place.ts'
import type { Spelling } from './spell-scalar.ts'
import { spellMergeKeyAsText, spellScalar, spellText } from './spell-scalar.ts'

/** How many maps and lists may stand in each other. */
export const maxDepth = 1000

const loneSurrogate = /\p{Surrogate}/u

/**
 * Chooses the spelling of every scalar and gives each comment its place (C20).
 *
 * @throws {@link SopsError} `EMIT_FAILED` for text or comments that YAML cannot hold, `LIMIT_EXCEEDED` for
 * more than {@link maxDepth} levels.
 */
export function buildNode(value: TreeValue, place: Place): OutputNode {
  if (isBranch(value)) return buildMap(value, enter(place))
  if (isSequence(value)) return buildList(value, enter(place))
  const spelling = writable(spellScalar(value), place)
  return { kind: 'scalar', spelling, head: '', line: '', foot: '' }
}

function buildMap(branch: TreeBranch, place: Place): MapNode {
  const comments = new CollectedComments(place)
  const pairs: Pair[] = []
  let head = ''
  for (const item of branch.items) {
    if (item.kind === 'comment') {
      comments.add(item)
      continue
    }
    if (pairs.length === 0) head = comments.takeOrdinary()
    pairs.push(buildPair(item, place, comments))
  }
  const foot = comments.takeRest()
  const last = pairs.pop()
  if (last === undefined) return { kind: 'map', pairs, head: foot, line: '', foot: '' }
  pairs.push({ ...last, foot })
  return { kind: 'map', pairs, head, line: '', foot: '' }
}

function buildPair({ key, value }: TreeEntry, map: Place, comments: CollectedComments): Pair {
  const place = underKey(map, key)
  return {
    key: writable(spellKey(key, value, place), place),
    head: comments.takeOrdinary(),
    value: withLine(buildNode(value, place), comments.takeInline()),
    foot: '',
  }
}

function spellKey(key: string, value: TreeValue, place: Place): Spelling {
  if (key === mergeKey && place.firstDocument && !isMergeable(value)) return spellMergeKeyAsText()
  return spellText(key)
}

function buildList(sequence: TreeSequence, place: Place): ListNode {
  const comments = new CollectedComments(place)
  const items: OutputNode[] = []
  let head = ''
  for (const item of sequence.items) {
    if (isComment(item)) {
      comments.add(item)
      continue
    }
    if (items.length === 0) head = comments.takeOrdinary()
    items.push(buildItem(item, place, comments))
  }
  const foot = comments.takeRest()
  const last = items.pop()
  if (last === undefined) return { kind: 'list', items, head: foot, line: '', foot: '' }
  items.push({ ...last, foot })
  return { kind: 'list', items, head, line: '', foot: '' }
}

function buildItem(value: TreeValue, list: Place, comments: CollectedComments): OutputNode {
  const node = withLine(buildNode(value, list), comments.takeInline())
  const above = comments.takeOrdinary()
  return above === '' ? node : { ...node, head: joinComments(above, node.head) }
}

function withLine(node: OutputNode, line: string): OutputNode {
  return line === '' ? node : { ...node, line }
}

function enter(place: Place): Place {
  if (place.depth < maxDepth) return inside(place)
  const message = `The tree has more than ${maxDepth} levels of maps and lists; flatten it.`
  throw new SopsError('LIMIT_EXCEEDED', message, { path: pathTo(place) })
}

/** Half a surrogate pair is no character; bytes written for it would not be the text that was asked for. */
function writable(spelling: Spelling, place: Place): Spelling {
  if (spelling.style !== 'double' || !loneSurrogate.test(spelling.text)) return spelling
  const message = 'A text holds half a surrogate pair, which is no character in UTF-8; correct it.'
  throw new SopsError('EMIT_FAILED', message, { path: pathTo(place) })
}
