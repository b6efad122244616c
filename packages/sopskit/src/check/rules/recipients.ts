import {
  compareKeys,
  type CreationRule,
  describeKeyChanges,
  type MasterKey,
  type Metadata,
} from '@sopskit/core'
import type { CheckRule } from '../check-rule.ts'
import { locate } from '../locate.ts'
import { newFinding } from '../new-finding.ts'
import type { Governing } from '../subject.ts'

/** Whether a file has the master keys and the threshold of its creation rule (FLX-081, CLI-103, CLI-104). */
export const recipients: CheckRule = {
  name: 'recipients',
  checkFile: async (subject) => {
    const { content, governing, name } = subject
    const { keyGroups, rule } = governing
    if (content.kind !== 'encrypted' || rule === undefined || keyGroups.length === 0) return []
    const differing = [
      ...differingKeys(content.metadata, keyGroups),
      ...differingThreshold(content.metadata, rule),
    ]
    if (differing.length === 0) return []
    const position = await locate({ ...subject, keyPath: ['sops'] })
    return differing.map(({ code, message }) => newFinding(name, code, { message, position }))
  },
}

interface Differing {
  readonly code: 'KEYS_DIFFER' | 'THRESHOLD_DIFFERS'
  readonly message: string
}

function differingKeys(
  metadata: Metadata,
  keyGroups: Governing['keyGroups'],
): readonly Differing[] {
  const there = metadata.keyGroups.flatMap(({ keys }) => keys.map(({ key }) => key))
  const wanted = keyGroups.map((group) => group.map((key) => completed(key, there)))
  const { shamirThreshold } = metadata
  const changes = compareKeys(metadata, { keyGroups: wanted, shamirThreshold })
  if (!changes.changed) return []
  const message = `The master keys differ from those of the creation rule: ${differences(describeKeyChanges(changes))}. Run "sopskit updatekeys".`
  return [{ code: 'KEYS_DIFFER', message }]
}

/** Without one all groups are needed (S4); with one group nothing is shared. */
function differingThreshold(metadata: Metadata, rule: CreationRule): readonly Differing[] {
  const groups = metadata.keyGroups.length
  const before = metadata.shamirThreshold || groups
  const after = rule.shamirThreshold || groups
  if (groups < 2 || before === after) return []
  const message = `The file needs ${before} of its key groups, and its creation rule says ${after}. Decrypt it and encrypt it again.`
  return [{ code: 'THRESHOLD_DIFFERS', message }]
}

/** A rule can leave the version of a key to its server (AZ-003): any version in the file fits it then. */
function completed(key: MasterKey, there: readonly MasterKey[]): MasterKey {
  if (key.type !== 'azure_kv' || key.version !== '') return key
  const { vaultUrl, name } = key
  const same = there.find(
    (one) => one.type === 'azure_kv' && one.vaultUrl === vaultUrl && one.name === name,
  )
  return same ?? key
}

/** The lines of `updatekeys` (CLI-103) as one sentence. */
function differences(text: string): string {
  let group = ''
  const parts: string[] = []
  for (const line of text.split('\n')) {
    if (line.startsWith('Group ')) group = line.toLowerCase()
    else if (line.startsWith('+++ ')) parts.push(`${group} lacks ${line.slice(4)}`)
    else if (line.startsWith('--- ')) parts.push(`${group} has ${line.slice(4)} as well`)
  }
  return parts.length === 0 ? 'the number of groups' : parts.join(', ')
}
