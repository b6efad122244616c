import type { TreeBranch, TreeScalar } from '@sopskit/core'
import type { DocumentNode, ScalarNode } from '../load/nodes/node.ts'
import { parseDocuments } from '../load/nodes/parse-documents.ts'
import { decodeSource } from '../load/source/decode-source.ts'
import type { SourceText } from '../load/source/source-text.ts'
import { withPositions } from '../load/source/syntax-fault.ts'
import { scan } from '../load/tokens/scan.ts'
import type { Token } from '../load/tokens/token.ts'
import { buildTree } from '../load/tree/build-tree.ts'
import { resolveScalar } from '../load/tree/resolve-scalar.ts'
import { markComments } from './mark-comments.ts'
import type { Span } from './text-edit.ts'

/** A scalar and where it comes from; `isCopy` when an alias stands there instead of its text. */
export interface ScalarOrigin {
  readonly node: ScalarNode
  readonly value: TreeScalar
  readonly isCopy: boolean
}

/** One document: its nodes, and its tree with a number for each scalar and comment instead of its value. */
export interface OriginDocument {
  readonly node: DocumentNode
  readonly marks: TreeBranch
}

/** A file as read, and where in its text everything stands. */
export interface Origins {
  readonly source: SourceText
  readonly documents: readonly OriginDocument[]
  readonly scalars: readonly ScalarOrigin[]
  /** All comments, also those that the tree has lost (C3). */
  readonly comments: readonly Span[]
}

/**
 * Reads a file as `loadYaml` does, by the same stages, but for where its leaves come from.
 *
 * @throws {@link SopsError} as `loadYaml`.
 */
export function loadOrigins(input: Uint8Array): Origins {
  const source = decodeSource(input)
  return withPositions(source, () => {
    const { tokens, notes } = scan(source)
    const marked = markComments(notes, source.text)
    const documents = parseDocuments({ tokens, notes: marked.notes })
    const scalars: ScalarOrigin[] = []
    const readMark = (node: ScalarNode, isCopy: boolean): bigint =>
      BigInt(scalars.push({ node, value: resolveScalar(node), isCopy }) - 1)
    const trees = buildTree(documents, readMark)
    return {
      source,
      documents: documents.flatMap((node, index) => {
        const marks = trees[index]
        return marks === undefined ? [] : [{ node, marks }]
      }),
      scalars,
      comments: [...marked.comments, ...commentsOfDirectives(tokens, source.text)],
    }
  })
}

/** What stands behind a directive gets into no tree at all. */
function commentsOfDirectives(tokens: readonly Token[], text: string): readonly Span[] {
  return tokens.flatMap((token) => {
    if (token.kind !== 'directive') return []
    const from = token.start + 1 + token.name.length
    const [found = ''] = /^[ \t]*#[^\r\n]*/.exec(text.slice(from)) ?? []
    const start = from + found.indexOf('#')
    return found === '' ? [] : [{ start, end: from + found.length }]
  })
}
