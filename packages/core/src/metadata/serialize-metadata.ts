import { ruleName, ruleText, withoutEmptyText } from '../rules/rule-text.ts'
import { entry } from '../tree/create.ts'
import type { TreeBranch, TreeEntry } from '../tree/tree.ts'
import type { Metadata } from './metadata.ts'
import { keyGroupFields } from './serialize-key-groups.ts'
import { sortedBranch } from './sorted-branch.ts'

/**
 * Writes metadata as the map that stands under `sops`, alphabetical at every level (D2). What is empty,
 * zero or false is left out, save `lastmodified`, `mac` and `version` (D3, D4). Unknown fields are sorted
 * in as they are.
 *
 * @throws {@link SopsError} `METADATA_INVALID` when a master key of another kind than age has no
 * `createdAt` (D11).
 *
 * @example
 * ```ts
 * import { branch, type Metadata, serializeMetadata } from '@sopskit/core'
 * function toDocument(metadata: Metadata) {
 *   return branch([{ kind: 'entry', key: 'sops', value: serializeMetadata(metadata) }])
 * }
 * ```
 */
export function serializeMetadata(metadata: Metadata): TreeBranch {
  const { lastModified, mac, version, shamirThreshold, macOnlyEncrypted, unknown } = metadata
  return sortedBranch([
    ...keyGroupFields(metadata.keyGroups),
    ...ruleField(metadata),
    ...(shamirThreshold === 0 ? [] : [entry('shamir_threshold', BigInt(shamirThreshold))]),
    ...(macOnlyEncrypted ? [entry('mac_only_encrypted', true)] : []),
    entry('lastmodified', lastModified),
    entry('mac', mac),
    entry('version', version),
    ...unknown,
  ])
}

function ruleField(metadata: Metadata): readonly TreeEntry[] {
  const rule = withoutEmptyText(metadata.rule)
  return rule.kind === 'none' ? [] : [entry(ruleName(rule), ruleText(rule))]
}
