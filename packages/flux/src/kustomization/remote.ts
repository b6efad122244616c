import type { Comment, TreeBranch, TreeValue } from '@sopskit/core'
import { isBranch, isComment, isSequence, sequence } from '@sopskit/core'
import { mapEntries, textAt } from '../tree/entries.ts'

/** True for an entry that kustomize would fetch, if it names nothing that is there. */
export function isRemote(entry: string): boolean {
  return (
    /^[A-Za-z][A-Za-z0-9+.-]*::?\/\//.test(entry) ||
    entry.startsWith('git::') ||
    /^[^/\s]+@[^/\s]+[:/]/.test(entry) ||
    /^(?:www\.)?(?:github|gitlab|bitbucket)\.[a-z]+[/:]/.test(entry) ||
    /^(?!\.)[^/\s]+\.[^/\s]+\/.*(?:\?ref=|\.git(?:$|[/?])|\/\/)/.test(entry)
  )
}

/** A kustomization without its remote entries, and what they were. */
export interface LocalPart {
  readonly kustomization: TreeBranch
  readonly removed: readonly string[]
}

/** Fields whose entries kustomize can fetch. */
const fetched: ReadonlySet<string> = new Set([
  'bases',
  'components',
  'configurations',
  'crds',
  'generators',
  'patches',
  'patchesJson6902',
  'patchesStrategicMerge',
  'replacements',
  'resources',
  'transformers',
  'validators',
])

/**
 * Takes the remote entries out of a kustomization, so that a build neither waits for a network nor runs what
 * others can change at any time.
 */
export function localPart(kustomization: TreeBranch): LocalPart {
  const removed: string[] = []
  const keep = (item: TreeValue | Comment): boolean => {
    const named = isComment(item) ? undefined : nameOf(item)
    if (named === undefined || !isRemote(named)) return true
    removed.push(named)
    return false
  }
  const local = mapEntries(kustomization, (key, value) =>
    fetched.has(key) && isSequence(value) ? sequence(value.items.filter(keep)) : value,
  )
  return { kustomization: removed.length === 0 ? kustomization : local, removed }
}

function nameOf(item: TreeValue): string | undefined {
  if (typeof item === 'string') return item.includes('\n') ? undefined : item
  return isBranch(item) ? textAt(item, 'path') : undefined
}
