import type { Change } from './arbitrary/changes.ts'
import type { ChangedByBoth, ChangeState } from './change-both.ts'

/**
 * Names the outcome of a change.
 *
 * @throws Error for a difference that was not decided on.
 */
export function judgeChange(before: ChangeState, change: Change, outcome: ChangedByBoth): string {
  const { theirs, ours, difference } = outcome
  const [command = ''] = change.command
  if (ours.exit !== 0 && Buffer.compare(ours.bytes, before.file) !== 0) {
    throw new Error('we refuse and change the file all the same')
  }
  if (ours.exit === 0 && (ours.asSops === null || ours.asWe === null)) {
    if (theirs.exit !== 0 || theirs.asSops !== null) {
      throw new Error('we wrote a file that cannot be read')
    }
  }
  if (difference === null) return `${command} ${ours.exit === 0 ? 'agreed' : 'refused by both'}`
  const decided = decisions.find(({ holds }) => holds({ before, change, ...outcome }))
  if (decided !== undefined) return decided.name
  throw new Error(`${change.command.join(' ')}: ${difference}`)
}

interface Judged extends ChangedByBoth {
  readonly before: ChangeState
  readonly change: Change
}

interface Decision {
  readonly name: string
  readonly holds: (judged: Judged) => boolean
}

const isRefused = ({ ours }: Judged): boolean => ours.exit !== 0

const decisions: readonly Decision[] = [
  {
    name: 'sops crashes, we refuse',
    holds: (judged) => judged.theirs.exit === 2 && isRefused(judged),
  },
  {
    // CLI-106, and what YAML cannot hold, such as a key twice.
    name: 'sops writes what it cannot read, we refuse',
    holds: (judged) =>
      judged.theirs.exit === 0 && judged.theirs.asSops === null && isRefused(judged),
  },
  {
    // The threshold of one group, which sops keeps for two.
    name: 'sops writes groups that it cannot read, ours can be',
    holds: ({ before, change, theirs, ours }) =>
      change.command[0] === 'groups' &&
      theirs.exit === 0 &&
      theirs.asSops === null &&
      ours.asSops !== null &&
      Buffer.compare(ours.asSops, before.plain) === 0,
  },
  {
    // sops cannot split for it, says nothing, and leaves the shares of before (CLI-106).
    name: 'a threshold of one for several groups is refused',
    holds: ({ change, theirs, ours }) =>
      change.command[0] === 'groups' &&
      change.command.includes('1') &&
      theirs.exit === 0 &&
      ours.exit === 1 &&
      Buffer.from(theirs.bytes).includes('key_groups'),
  },
  {
    name: 'a list is set (Q13)',
    holds: ({ change, theirs, ours }) =>
      change.command[0] === 'set' &&
      change.command.at(-1)?.startsWith('[') === true &&
      theirs.exit === 7 &&
      [0, 1, 4].includes(ours.exit),
  },
  {
    name: 'a number on a map is an error (X21)',
    holds: ({ change, theirs, ours, before }) =>
      change.command[0] === 'set' &&
      /\[-?\d+\]/.test(change.command.at(-2) ?? '') &&
      theirs.exit === 0 &&
      ours.exit === 1 &&
      theirs.asSops !== null &&
      Buffer.compare(theirs.asSops, before.plain) === 0,
  },
  {
    name: 'a key that stands twice goes twice (CLI-100)',
    holds: ({ before, change, ours }) =>
      removedKeys(change).some((key) => countOf(key, before) + addedKeys(change).length > 1) &&
      (ours.exit === 1 ||
        removedKeys(change).every((key) => !Buffer.from(ours.bytes).includes(key))),
  },
  {
    name: 'a threshold of one group means nothing for several (CLI-104)',
    holds: ({ change, theirs, ours }) =>
      change.command[0] === 'updatekeys' &&
      theirs.exit === 1 &&
      ours.exit === 0 &&
      /shamir_threshold"?\s*[:=]\s*"?1\b/.test(Buffer.from(theirs.bytes).toString()),
  },
]

function removedKeys({ command }: Change): readonly string[] {
  return keysBehind('--rm-age', command)
}

function addedKeys({ command }: Change): readonly string[] {
  return keysBehind('--add-age', command)
}

function keysBehind(flag: string, command: readonly string[]): readonly string[] {
  return command.includes(flag) ? (command[command.indexOf(flag) + 1] ?? '').split(',') : []
}

/** How often a key stands in a document. */
function countOf(key: string, { file }: ChangeState): number {
  const text = Buffer.from(file).toString()
  return (text.split(key).length - 1) / Math.max(1, text.split('lastmodified').length - 1)
}
