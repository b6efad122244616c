import { shownKeyName } from '../keys/shown-key-name.ts'
import type { KeyChanges, KeyGroupChanges } from './key-changes.ts'

/**
 * The changes as `updatekeys` of sops prints them (CLI-103): a line for each key, which begins with four
 * spaces, `+++ ` or `--- `, below the number of its group, counted from 1.
 *
 * @example
 * ```ts
 * import { describeKeyChanges } from '@sopskit/core'
 * const added = [{ type: 'age', recipient: 'age1example' } as const]
 * describeKeyChanges({
 *   changed: true,
 *   groups: [{ common: [], added, removed: [] }],
 *   threshold: { before: 0, after: 0 },
 * }) // "The following changes will be made to the file's groups:\nGroup 1\n+++ age1example\n"
 * ```
 */
export function describeKeyChanges({ groups, threshold }: KeyChanges): string {
  const lines = [
    "The following changes will be made to the file's groups:",
    ...thresholdLines(threshold),
    ...groups.flatMap((group, index) => [`Group ${index + 1}`, ...groupLines(group)]),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

function thresholdLines({ before, after }: KeyChanges['threshold']): readonly string[] {
  if (before === after) return after > 0 ? [`shamir_threshold: ${after}`] : []
  return [
    ...(after > 0 ? [`+++ shamir_threshold: ${after}`] : []),
    ...(before > 0 ? [`--- shamir_threshold: ${before}`] : []),
  ]
}

function groupLines({ common, added, removed }: KeyGroupChanges): readonly string[] {
  return [
    ...common.map((key) => `    ${shownKeyName(key)}`),
    ...added.map((key) => `+++ ${shownKeyName(key)}`),
    ...removed.map((key) => `--- ${shownKeyName(key)}`),
  ]
}
