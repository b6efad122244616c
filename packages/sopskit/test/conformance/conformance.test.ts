import { loadCases, replayCase } from '@sopskit/test-vectors'
import type { VectorCase } from '@sopskit/test-vectors'
import { describe, expect, it } from 'vitest'
import { commandsOf, groupOf, isWithinReach } from './case-groups.ts'
import type { CaseGroup } from './case-groups.ts'
import { inProcess } from './in-process-program.ts'

interface Share {
  readonly group: CaseGroup
  readonly cases: number
  /** Commands in those cases, and how many of them can run today. */
  readonly commands: number
  readonly withinReach: number
}

const shares: readonly Share[] = [
  { group: 'now', cases: 402, commands: 925, withinReach: 925 },
  { group: 'other commands', cases: 15, commands: 127, withinReach: 61 },
]

describe.each(shares)('recorded cases: $group', ({ group, ...share }) => {
  const cases = loadCases((one) => groupOf(one) === group)

  it('has the known number of cases and commands', () => {
    const commands = cases.flatMap(commandsOf).length
    const withinReach = cases.flatMap(reachOf).length
    expect({ cases: cases.length, commands, withinReach }).toEqual(share)
  })

  const runnable = cases.filter((one) => reachOf(one).length > 0)

  it.each(runnable)('$id: on the files of sops', async (one) => {
    expect(await replay(one, 'recorded')).toEqual(asExpected(one))
  })

  it.each(runnable)('$id: on files of our own', async (one) => {
    expect(await replay(one, 'own')).toEqual(asExpected(one))
  })
})

/** Positions of the commands that can run. */
function reachOf(one: VectorCase): readonly number[] {
  return one.steps.flatMap((step, index) =>
    'command' in step && isWithinReach(step) ? [index] : [],
  )
}

async function replay(
  one: VectorCase,
  read: 'recorded' | 'own',
): Promise<Readonly<Record<number, string | null>>> {
  const reports = await replayCase(one, inProcess, {
    expect: 'ours',
    read,
    skips: (step) => !isWithinReach(step),
  })
  return Object.fromEntries(
    reports.filter(({ ran }) => ran).map(({ index, difference }) => [index, difference]),
  )
}

/** Every command that can run did, without a difference. */
function asExpected(one: VectorCase): Readonly<Record<number, null>> {
  return Object.fromEntries(reachOf(one).map((index) => [index, null]))
}
