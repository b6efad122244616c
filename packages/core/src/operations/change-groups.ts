import { SopsError } from '../errors/sops-error.ts'
import type { MasterKey } from '../keys/master-key.ts'
import { type DetachedMetadata, detachMetadata } from '../metadata/detach-metadata.ts'
import type { TreeBranches } from '../tree/tree.ts'
import { keptThreshold } from './key-changes.ts'
import { type RewrapOptions, rewrapTree } from './rewrap-tree.ts'
import type { EncryptedTree } from './seal-document.ts'

/** What {@link addKeyGroup} and {@link deleteKeyGroup} take. */
export interface ChangeGroupsOptions extends RewrapOptions {
  /** How many groups are needed from now on. Default, also for 0: as many as before. */
  readonly shamirThreshold?: number
}

/** What {@link addKeyGroup} takes. */
export interface AddKeyGroupOptions extends ChangeGroupsOptions {
  /** The keys of the new group, any one of which gives its share. */
  readonly keys: readonly MasterKey[]
}

/** What {@link deleteKeyGroup} takes. */
export interface DeleteKeyGroupOptions extends ChangeGroupsOptions {
  /** Which group goes, counted from 0. */
  readonly index: number
}

/**
 * Adds a key group behind those of a file. The data key stays and is shared anew among all groups.
 * sops leaves out keys that it cannot encrypt for, and writes thresholds that nobody can meet (CLI-106);
 * here nothing is written then.
 *
 * @throws {@link SopsError} `EMPTY_KEY_GROUP`, `INVALID_THRESHOLD`, and every other code of `updateKeys`.
 *
 * @example
 * ```ts
 * import { addKeyGroup, ageMasterKeys, type RewrapOptions, type TreeBranches } from '@sopskit/core'
 * async function addBackup(encrypted: TreeBranches, recipient: string, options: RewrapOptions) {
 *   return addKeyGroup(encrypted, { ...options, keys: ageMasterKeys(recipient) })
 * }
 * ```
 */
export async function addKeyGroup(
  branches: TreeBranches,
  options: AddKeyGroupOptions,
): Promise<EncryptedTree> {
  const detached = detachMetadata(branches, options.layout)
  const keyGroups = [...keysOf(detached), options.keys]
  const shamirThreshold = thresholdOf(detached, options, keyGroups.length)
  return rewrapTree(detached, { keyGroups, shamirThreshold }, options)
}

/**
 * Takes a key group out of a file. The data key stays and is shared anew among the others, so who held the
 * group can still open old copies; `rotateTree` changes the data key.
 *
 * @throws {@link SopsError} `KEY_GROUP_NOT_FOUND`; `NO_RECIPIENTS` for the last group;
 * `INVALID_THRESHOLD` when fewer groups are left than are needed (CLI-107); every other code of
 * `updateKeys`.
 *
 * @example
 * ```ts
 * import { deleteKeyGroup, type RewrapOptions, type TreeBranches } from '@sopskit/core'
 * async function withoutSecond(encrypted: TreeBranches, options: RewrapOptions) {
 *   return deleteKeyGroup(encrypted, { ...options, index: 1 })
 * }
 * ```
 */
export async function deleteKeyGroup(
  branches: TreeBranches,
  options: DeleteKeyGroupOptions,
): Promise<EncryptedTree> {
  const detached = detachMetadata(branches, options.layout)
  const groups = keysOf(detached)
  if (groups[options.index] === undefined) throw noSuchGroup(groups.length)
  const keyGroups = groups.toSpliced(options.index, 1)
  const needed = given(options) ?? detached.metadata.shamirThreshold
  if (keyGroups.length > 0 && needed > keyGroups.length) throw tooFew(needed, keyGroups.length)
  const shamirThreshold = thresholdOf(detached, options, keyGroups.length)
  return rewrapTree(detached, { keyGroups, shamirThreshold }, options)
}

function keysOf({ metadata }: DetachedMetadata): readonly (readonly MasterKey[])[] {
  return metadata.keyGroups.map((group) => group.keys.map(({ key }) => key))
}

function thresholdOf(
  { metadata }: DetachedMetadata,
  options: ChangeGroupsOptions,
  groups: number,
): number {
  return given(options) ?? keptThreshold(metadata.shamirThreshold, groups)
}

function given({ shamirThreshold }: ChangeGroupsOptions): number | undefined {
  return shamirThreshold === 0 ? undefined : shamirThreshold
}

function noSuchGroup(groups: number): SopsError {
  return new SopsError(
    'KEY_GROUP_NOT_FOUND',
    `There is no such key group: the file has ${groups}, counted from 0.`,
  )
}

function tooFew(needed: number, left: number): SopsError {
  return new SopsError(
    'INVALID_THRESHOLD',
    `The threshold is ${needed}, and ${left} key groups would be left, so nobody could decrypt the file. Lower the threshold, or keep the group.`,
  )
}
