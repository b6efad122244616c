import type { TreeBranch, TreeValue } from '@sopskit/core'
import { isBranch, isComment, isSequence } from '@sopskit/core'
import { textAt, valueAt } from '../tree/entries.ts'

/** A file that the controller may decrypt before the build (FLX-032). */
export interface NamedSource {
  /** As the kustomization names it. */
  readonly path: string
  readonly kind: 'file' | 'env' | 'patch'
  /** What says the format (FLX-033). */
  readonly formatFrom: string
}

/** The texts of a list. */
export function textsAt(node: TreeBranch, key: string): readonly string[] {
  return listAt(node, key).flatMap((item) => (typeof item === 'string' ? [item] : []))
}

/** The maps of a list. */
export function branchesAt(node: TreeBranch, key: string): readonly TreeBranch[] {
  return listAt(node, key).flatMap((item) => (isBranch(item) ? [item] : []))
}

function listAt(node: TreeBranch, key: string): readonly TreeValue[] {
  const value = valueAt(node, key)
  if (value === undefined || !isSequence(value)) return []
  return value.items.flatMap((item) => (isComment(item) ? [] : [item]))
}

/** The files that the controller looks at before the build, in its order (FLX-032, FLX-033). */
export function namedSources(kustomization: TreeBranch): readonly NamedSource[] {
  const generators = branchesAt(kustomization, 'secretGenerator')
  const patches = branchesAt(kustomization, 'patches').map((patch) => textAt(patch, 'path') ?? '')
  return [
    ...generators.flatMap((generator) => [
      ...textsAt(generator, 'files').map(fileEntry),
      ...textsAt(generator, 'envs').map(
        (path) => ({ path, kind: 'env', formatFrom: path }) as const,
      ),
    ]),
    ...patches
      .filter((path) => path !== '' && !hasHost(path))
      .map((path) => ({ path, kind: 'patch', formatFrom: path }) as const),
  ]
}

/** `KEY=PATH` has its format from the key; a path alone from itself (FLX-033). */
function fileEntry(entry: string): NamedSource {
  const at = entry.indexOf('=')
  if (at === -1) return { path: entry, kind: 'file', formatFrom: entry }
  return { path: entry.slice(at + 1), kind: 'file', formatFrom: entry.slice(0, at) }
}

/** True for a URL with scheme and host (FLX-032). */
export function hasHost(text: string): boolean {
  return /^[A-Za-z][A-Za-z0-9+.-]*:\/\/[^/]/.test(text)
}
