import type { TreeBranch, TreeBranches } from '@sopskit/core'
import { branch, isSopsError } from '@sopskit/core'
import { stepOf } from '../emit/indent-step.ts'
import { loadYaml } from '../load/load-yaml.ts'
import { encodeSource } from '../load/source/encode-source.ts'
import type { SourceText } from '../load/source/source-text.ts'
import { type Difference, findDifferences } from './find-differences.ts'
import { alignContent } from './align-content.ts'
import { lineBreakOf } from './block-metadata.ts'
import { loadOrigins, type Origins } from './load-origins.ts'
import { documentSites } from './metadata-place.ts'
import { metadataWays } from './metadata-ways.ts'
import { styleOfDocument } from './new-style.ts'
import type { LeafPair } from './pair-leaves.ts'
import { refusal } from './refusal.ts'
import { refuseLostComments } from './refuse-lost-comments.ts'
import { rewriteLeaves } from './rewrite-leaves.ts'
import { shapeEdits } from './shape-edits.ts'
import { applyEdits, inOrder, type Span, type TextEdit } from './text-edit.ts'

/** Settings of {@link preserveYamlLayout}. */
export interface PreserveOptions {
  /** How metadata and new blocks are indented, as in `yamlStore`, where the file does not show it. Default: 0. */
  readonly indent?: number
  /**
   * The source is an encrypted file, and what is readable in it may stay so: comments that belong to nothing
   * beside encrypted values. Default: false, they are refused.
   */
  readonly isEncrypted?: boolean
}

/** A file whose text was changed where its leaves and its metadata are, and nowhere else. */
export interface PreservedYaml {
  readonly bytes: Uint8Array
  /** What the bytes read as; an encrypted comment of a list is a comment there, not an item (V20). */
  readonly branches: TreeBranches
}

/**
 * Writes another tree into the text of a YAML file: scalars and comments that differ are replaced where they
 * stand, in their style if it can hold them; entries and items of lists come and go with their lines, or in
 * braces with their commas; and the `sops` entries at the top of the documents are added, changed or taken
 * away. Every other byte stays. The result is loaded again and has to be the tree that was asked for.
 *
 * @throws {@link SopsError} `EMIT_FAILED`, most often with a path: for documents or comments that came or
 * went, for a leaf that an alias stands for, where a comment would stay readable or nothing holds a value;
 * the codes of `load` for the source; `INVALID_INDENT`.
 *
 * @example
 * ```ts
 * import { branch, comment, entry } from '@sopskit/core'
 * import { preserveYamlLayout } from '@sopskit/stores/layout'
 * const source = new TextEncoder().encode("port:   '80' # not 8080\n")
 * const target = branch([comment(' not 8080', true), entry('port', '81')])
 * const { bytes } = preserveYamlLayout(source, [target])
 * new TextDecoder().decode(bytes) // "port:   '81' # not 8080\n"
 * ```
 */
export function preserveYamlLayout(
  source: Uint8Array,
  target: TreeBranches,
  { indent = 0, isEncrypted = false }: PreserveOptions = {},
): PreservedYaml {
  const step = stepOf(indent)
  const origins = loadOrigins(source)
  const sites = documentSites(origins, indent)
  if (sites.length !== target.length) throw refusal('Documents came or went.', [])
  const wanted = (index: number): TreeBranch => target[index] ?? branch([])
  const aligned = sites.map((site, index) => alignContent(site, wanted(index), origins))
  const pairs = aligned.flatMap((alignment) => alignment.pairs)
  if (!isEncrypted) refuseLostComments(origins, pairs)
  const leaves = rewriteLeaves(pairs, origins, step)
  const kept = keptComments(pairs, origins)
  const shapes = (isApart: boolean): readonly TextEdit[] =>
    sites.flatMap((site, index) => {
      const lineBreak = lineBreakOf(site)
      const style = styleOfDocument(site, { step, lineBreak, gap: isApart ? lineBreak : '' })
      return shapeEdits(aligned[index]?.changes ?? [], { origins, style, kept })
    })
  const metadata = sites.map((site, index) => metadataWays(site, wanted(index), { origins, step }))
  const write = (isApart: boolean): PreservedYaml => {
    const content = [...leaves, ...shapes(isApart)]
    return writeFirstRight({ source: origins.source, target, content, metadata })
  }
  const comes = aligned.some(({ changes }) => changes.some(({ kind }) => kind === 'insert'))
  return comes
    ? eitherOf(
        () => write(false),
        () => write(true),
      )
    : write(false)
}

/** The first that is not refused. */
function eitherOf<Result>(first: () => Result, second: () => Result): Result {
  try {
    return first()
  } catch (error) {
    if (!isSopsError(error, 'EMIT_FAILED')) throw error
    return second()
  }
}

function keptComments(pairs: readonly LeafPair[], { comments }: Origins): readonly Span[] {
  return inOrder(
    pairs.flatMap(({ kind, index }) => (kind === 'comment' ? (comments[index] ?? []) : [])),
  )
}

interface Changes {
  readonly source: SourceText
  readonly target: TreeBranches
  readonly content: readonly TextEdit[]
  /** For each document the ways to write its metadata. */
  readonly metadata: readonly (readonly (readonly TextEdit[])[])[]
}

// A file of many documents has its tries for all of them at once.
const mostTries = 30

/** Tries the next way where documents read otherwise than they should, as long as there is one. */
function writeFirstRight({ source, target, content, metadata }: Changes): PreservedYaml {
  let choices: readonly number[] = metadata.map(() => 0)
  for (let tries = 0; ; tries++) {
    const chosen = metadata.flatMap((ways, index) => ways[choices[index] ?? 0] ?? [])
    const bytes = encodeSource(applyEdits(source.original, [...content, ...chosen]), source)
    const reading = read(bytes, target)
    if ('branches' in reading) return { bytes, branches: reading.branches }
    const { differences } = reading
    const next = nextChoices(choices, differences, metadata)
    if (next === undefined || tries === mostTries) {
      throw refusal(readsOtherwise, differences[0]?.path ?? [])
    }
    choices = next
  }
}

/** The next way for each document that differs, or if it has none for one behind it. */
function nextChoices(
  choices: readonly number[],
  differences: readonly Difference[],
  metadata: Changes['metadata'],
): readonly number[] | undefined {
  const hasNext = (index: number): boolean =>
    metadata[index]?.[(choices[index] ?? 0) + 1] !== undefined
  // A comment can slip into the document before (Q11), so the cause may be a later one.
  const changed = differences.map(({ document }) =>
    choices.findIndex((_, index) => index >= document && hasNext(index)),
  )
  if (changed.includes(-1)) return undefined
  return choices.map((choice, index) => (changed.includes(index) ? choice + 1 : choice))
}

const readsOtherwise =
  'With its layout kept the file would read as something else here, so it was not written. Move comments to lines of their own, end the file with a line break, or use the layout sops.'

/** What bytes read as, or where that is not what was asked for. */
function read(
  bytes: Uint8Array,
  target: TreeBranches,
): Pick<PreservedYaml, 'branches'> | { readonly differences: readonly Difference[] } {
  try {
    const branches = loadYaml(bytes)
    const differences = findDifferences(branches, target)
    return differences.length === 0 ? { branches } : { differences }
  } catch (error) {
    if (!isSopsError(error)) throw error
    return { differences: [{ document: 0, path: error.path ?? [] }] }
  }
}
