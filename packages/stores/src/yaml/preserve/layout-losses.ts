import type { TreeBranches } from '@sopskit/core'
import { collectLeaves, isComment, isSopsError } from '@sopskit/core'
import { loadOrigins, type Origins } from './load-origins.ts'
import { endOfNode } from './node-end.ts'
import { preserveYamlLayout } from './preserve-layout.ts'
import type { Span } from './text-edit.ts'
import { describeLoss } from './describe-loss.ts'

/** A place that decryption will spell in another way than the file does now. */
export interface LayoutLoss {
  readonly code: 'LAYOUT_NOT_KEPT'
  /** Map keys to the value; empty for something beside the values. */
  readonly path: readonly string[]
  readonly message: string
}

/** A file before and after its encryption. */
export interface EncryptedLayout {
  readonly plain: Uint8Array
  readonly encrypted: Uint8Array
  /** The tree of the plain file. */
  readonly tree: TreeBranches
  readonly indent?: number
}

/**
 * Tries out what `preserveYamlLayout` will make of an encrypted file when it is decrypted, and compares that
 * with the plain file byte for byte. Gives what will not come back as it is: the places in the order of the
 * file, nothing when all comes back.
 *
 * @throws {@link SopsError} the codes of `load` for files that are none.
 *
 * @example
 * ```ts
 * import { branch, entry } from '@sopskit/core'
 * import { layoutLosses, preserveYamlLayout } from '@sopskit/stores/layout'
 * const plain = new TextEncoder().encode('mode: 0644\n')
 * const sealed = 'ENC[AES256_GCM,data:AA==,iv:AA==,tag:AA==,type:int]'
 * const { bytes } = preserveYamlLayout(plain, [branch([entry('mode', sealed)])])
 * layoutLosses({ plain, encrypted: bytes, tree: [branch([entry('mode', 420n)])] }) // one, with the path ['mode']
 * ```
 */
export function layoutLosses(layout: EncryptedLayout): readonly LayoutLoss[] {
  const { plain, encrypted, tree, indent = 0 } = layout
  try {
    const restored = preserveYamlLayout(encrypted, tree, { indent }).bytes
    if (isSameText(plain, restored)) return []
    return withoutRepeats(lossesBetween(loadOrigins(plain), loadOrigins(restored)))
  } catch (error) {
    if (!isSopsError(error, 'EMIT_FAILED')) throw error
    return [lossOf(error.path ?? [], `Decryption cannot keep the layout: ${error.message}`)]
  }
}

/** The items of a list on one line have one path, and often one peculiarity. */
function withoutRepeats(losses: readonly LayoutLoss[]): readonly LayoutLoss[] {
  return [...new Map(losses.map((loss) => [JSON.stringify(loss), loss])).values()]
}

function lossesBetween(before: Origins, after: Origins): readonly LayoutLoss[] {
  const [places, newPlaces] = [leafPlaces(before), leafPlaces(after)]
  const lines = lineNumbers(before.source.text, places)
  const losses = places.flatMap((place, index) => {
    const spelled = textAt(before, place)
    if (spelled === textAt(after, newPlaces[index])) return []
    return [lossOf(place.path, describeLoss(spelled, lines[index] ?? 1))]
  })
  const isSameBeside = textBeside(before, places) === textBeside(after, newPlaces)
  return isSameBeside ? losses : [...losses, lossOf([], beside)]
}

const beside =
  'Something beside the values, such as blanks at the end of a line, will not come back as it is.'

interface LeafPlace extends Span {
  readonly path: readonly string[]
}

/** Where the leaves of a file stand, each once. */
function leafPlaces({ source, documents, scalars, comments }: Origins): readonly LeafPlace[] {
  const places = new Map<string, LeafPlace>()
  for (const { value, path } of collectLeaves(documents.map(({ marks }) => marks))) {
    if (isComment(value)) {
      const span = comments[Number(value.text)]
      if (span !== undefined) places.set(`#${Number(value.text)}`, { ...span, path })
    } else {
      const index = Number(value)
      const { node, isCopy = true } = scalars[index] ?? {}
      if (node?.token === undefined || isCopy) continue
      places.set(`${index}`, { start: node.start, end: endOfNode(node, source), path })
    }
  }
  return [...places.values()].toSorted((left, right) => left.start - right.start)
}

/** The path has no index of a list (V5), but the line tells which item it is. */
function lineNumbers(text: string, places: readonly Span[]): readonly number[] {
  let [line, offset] = [1, 0]
  return places.map(({ start }) => {
    line += text.slice(offset, start).split('\n').length - 1
    offset = start
    return line
  })
}

function textAt({ source }: Origins, place: Span | undefined): string {
  return place === undefined ? '' : source.original.slice(place.start, place.end)
}

function textBeside({ source }: Origins, places: readonly Span[]): string {
  const pieces: string[] = []
  let offset = 0
  for (const { start, end } of places) {
    // A comment on the header of a block stands inside of it.
    if (start < offset) continue
    pieces.push(source.original.slice(offset, start))
    offset = end
  }
  return pieces.join('\0') + source.original.slice(offset)
}

function isSameText(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index])
}

function lossOf(path: readonly string[], message: string): LayoutLoss {
  return { code: 'LAYOUT_NOT_KEPT', path, message }
}
