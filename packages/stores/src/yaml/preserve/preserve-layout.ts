import type { TreeBranch, TreeBranches } from '@sopskit/core'
import { branch, isSopsError } from '@sopskit/core'
import { stepOf } from '../emit/indent-step.ts'
import { loadYaml } from '../load/load-yaml.ts'
import { encodeSource } from '../load/source/encode-source.ts'
import type { SourceText } from '../load/source/source-text.ts'
import { type Difference, findDifferences } from './find-differences.ts'
import { loadOrigins } from './load-origins.ts'
import { metadataEdits } from './metadata-edits.ts'
import { documentSites } from './metadata-place.ts'
import { pairLeaves } from './pair-leaves.ts'
import { refusal } from './refusal.ts'
import { refuseLostComments } from './refuse-lost-comments.ts'
import { rewriteLeaves } from './rewrite-leaves.ts'
import { applyEdits, type TextEdit } from './text-edit.ts'

/** Settings of {@link preserveYamlLayout}. */
export interface PreserveOptions {
  /** How metadata and new blocks are indented, as in `yamlStore`. Default: 0. */
  readonly indent?: number
}

/** A file whose text was changed where its leaves and its metadata are, and nowhere else. */
export interface PreservedYaml {
  readonly bytes: Uint8Array
  /** What the bytes read as; an encrypted comment of a list is a comment there, not an item (V20). */
  readonly branches: TreeBranches
}

/**
 * Writes another tree into the text of a YAML file: scalars and comments that differ are replaced where they
 * stand, in their style if it can hold them, and the `sops` entries at the top of the documents are added,
 * replaced or taken away. Every other byte stays. The result is loaded again and has to be the tree that was
 * asked for.
 *
 * @throws {@link SopsError} `EMIT_FAILED`, most often with a path: for a tree of another shape, for a leaf
 * that an alias stands for, where a comment would stay readable or nothing holds a value; the codes of
 * `load` for the source; `INVALID_INDENT`.
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
  { indent = 0 }: PreserveOptions = {},
): PreservedYaml {
  const step = stepOf(indent)
  const origins = loadOrigins(source)
  const sites = documentSites(origins, indent)
  if (sites.length !== target.length) throw refusal('Documents came or went.', [])
  const wanted = (index: number): TreeBranch => target[index] ?? branch([])
  const pairs = sites.flatMap((site, index) => pairLeaves(site.document.marks, wanted(index)))
  refuseLostComments(origins, pairs)
  const leaves = rewriteLeaves(pairs, origins, step)
  const metadata = sites.map((site, index) => metadataEdits(site, wanted(index)))
  return writeFirstRight({ source: origins.source, target, leaves, metadata })
}

interface Changes {
  readonly source: SourceText
  readonly target: TreeBranches
  readonly leaves: readonly TextEdit[]
  /** For each document the ways to write its metadata. */
  readonly metadata: readonly (readonly (readonly TextEdit[])[])[]
}

// A file of many documents has its tries for all of them at once.
const mostTries = 30

/** Tries the next way where documents read otherwise than they should, as long as there is one. */
function writeFirstRight({ source, target, leaves, metadata }: Changes): PreservedYaml {
  let choices: readonly number[] = metadata.map(() => 0)
  for (let tries = 0; ; tries++) {
    const chosen = metadata.flatMap((ways, index) => ways[choices[index] ?? 0] ?? [])
    const bytes = encodeSource(applyEdits(source.original, [...leaves, ...chosen]), source)
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
