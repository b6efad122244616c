import { LineWriter } from './line-writer.ts'
import { isSimpleKey } from './simple-key.ts'
import type { ListNode, MapNode, OutputNode, Pair } from './output-node.ts'
import type { Spelling } from './spell-scalar.ts'
import { WaitingComments } from './waiting-comments.ts'
import { writeScalar } from './write-scalar.ts'

/** The collection a node is written in. */
interface Surroundings {
  /** Its column; `outside` for the root. */
  readonly column: number
  readonly isList: boolean
}

const outside = -1
const root: Surroundings = { column: outside, isList: false }
const listItemOffset = 2

/** Writes documents in block style, one after the other (E1 to E4, C22 to C30). */
export class NodeWriter {
  readonly #out = new LineWriter()
  readonly #comments = new WaitingComments(this.#out)
  readonly #step: number

  /** `step` is the indentation as it takes effect. */
  constructor(step: number) {
    this.#step = step
  }

  /** @throws {@link SopsError} `LIMIT_EXCEEDED` when it is more than a file has. */
  toBytes(): Uint8Array {
    return this.#out.toBytes()
  }

  separateDocuments(): void {
    this.#out.startLine(0)
    this.#out.word('---')
    this.#out.startLine(0)
  }

  writeDocument(node: OutputNode): void {
    this.#comments.add({ head: node.head })
    this.#comments.writeHead(0)
    this.#writeNode(node, root)
    this.#out.markFoot(0)
    this.#comments.writeFoot(0)
    this.#out.forgetFoot()
    this.#out.startLine(0)
  }

  #writeNode(node: OutputNode, around: Surroundings): void {
    if (node.kind === 'scalar') {
      this.#writeScalar(node.spelling, around)
      this.#writeLineAndFoot(around)
      return
    }
    // What waits is written when a collection opens, not when it ends (C26, C27).
    this.#writeLineAndFoot(around)
    if (node.kind === 'map') this.#writeMap(node, around)
    else this.#writeList(node, around)
  }

  #writeMap(map: MapNode, around: Surroundings): void {
    if (map.pairs.length === 0) return this.#writeEmptyMap(map, around)
    const column = this.#columnInside(around)
    let tail = ''
    for (const pair of map.pairs) {
      this.#comments.add({ head: pair.head, tail })
      this.#writePair(pair, { column, isList: false })
      tail = pair.foot
    }
    this.#comments.add({ line: map.line, foot: map.foot, tail })
    this.#comments.writeHead(column)
  }

  #writePair({ key, value }: Pair, map: Surroundings): void {
    this.#comments.writeHead(map.column)
    this.#out.startLine(map.column)
    this.#comments.beginKey()
    if (isSimpleKey(key.text)) this.#writeSimpleKey(key, value, map)
    else this.#writeComplexKey(key, value, map)
    this.#comments.endKey()
    this.#writeNode(value, map)
  }

  #writeSimpleKey(key: Spelling, value: OutputNode, map: Surroundings): void {
    this.#writeScalar(key, map)
    this.#announce(value)
    this.#out.attach(':')
  }

  #writeComplexKey(key: Spelling, value: OutputNode, map: Surroundings): void {
    this.#out.marker('?')
    this.#writeScalar(key, map)
    this.#announce(value)
    this.#out.startLine(map.column)
    this.#out.marker(':')
  }

  #writeList(list: ListNode, around: Surroundings): void {
    if (list.items.length === 0) return this.#writeEmptyList(list, around)
    const column = this.#columnInside(around)
    for (const item of list.items) {
      this.#announce(item)
      this.#comments.writeHead(column)
      this.#out.startLine(column)
      this.#out.marker('-')
      this.#writeNode(item, { column, isList: true })
    }
    this.#comments.add({ line: list.line, foot: list.foot })
  }

  // A head that waits is written between the braces (C30).
  #writeEmptyMap(map: MapNode, around: Surroundings): void {
    this.#leaveLineStart(around)
    this.#out.word('{')
    this.#comments.add({ line: map.line, foot: map.foot })
    this.#comments.writeHead(this.#columnOfText(around))
    this.#out.attach('}')
    this.#writeLineAndFoot(around)
  }

  #writeEmptyList(list: ListNode, around: Surroundings): void {
    this.#leaveLineStart(around)
    this.#out.word('[]')
    this.#comments.add({ line: list.line, foot: list.foot })
    this.#writeLineAndFoot(around)
  }

  // A comment that came between may have ended the line. sops goes on at the left edge, where neither it nor
  // any other reader finds the collection again.
  #leaveLineStart(around: Surroundings): void {
    if (around.column === outside || !this.#out.atLineStart) return
    this.#out.startLine(this.#columnOfText(around))
  }

  #writeScalar(spelling: Spelling, around: Surroundings): void {
    // Nearly all are like this, and need to know nothing of their surroundings.
    if (spelling.style === 'plain' && spelling.tag === '') return this.#out.word(spelling.text)
    writeScalar(spelling, {
      out: this.#out,
      comments: this.#comments,
      step: this.#step,
      outerColumn: around.column,
      column: this.#columnOfText(around),
    })
  }

  #writeLineAndFoot({ column }: Surroundings): void {
    this.#comments.writeLine(Math.max(column, 0))
    this.#comments.writeFoot(Math.max(column, 0))
  }

  /** A node's comments begin to wait; line and foot of a collection only when it ends (C22). */
  #announce(node: OutputNode): void {
    if (node.kind === 'scalar') this.#comments.add(node)
    else this.#comments.add({ head: node.head })
  }

  /** Where a block collection stands that is written here (E3). */
  #columnInside(around: Surroundings): number {
    return around.column === outside ? 0 : this.#columnOfText(around)
  }

  /** Where the second and further lines of a scalar stand (E41). */
  #columnOfText({ column, isList }: Surroundings): number {
    if (column === outside) return this.#step
    if (isList) return column + listItemOffset
    return this.#step * Math.floor((column + this.#step) / this.#step)
  }
}
