import { loadCases, replayCase } from '@sopskit/test-vectors'
import type { VectorCase } from '@sopskit/test-vectors'
import { describe, expect, it } from 'vitest'
import { commandsOf, decided, verbOf } from './case-groups.ts'
import { inProcess } from './in-process-program.ts'

const cases = loadCases()

describe('recorded cases', () => {
  it('have the known number of cases and commands', () => {
    const verbs = cases.flatMap(commandsOf).map(verbOf)
    const count = (verb: string): number => verbs.filter((one) => one === verb).length
    expect(cases.length).toBe(417)
    expect(verbs.length).toBe(1052)
    expect(['', 'set', 'unset', 'rotate'].map(count)).toEqual([1, 48, 17, 1])
  })

  it.each(cases)('$id: on the files of sops', async (one) => {
    expect(await replay(one, 'recorded')).toEqual(asExpected(one))
  })

  it.each(cases)('$id: on files of our own', async (one) => {
    expect(await replay(one, 'own')).toEqual(asExpected(one))
  })
})

async function replay(
  one: VectorCase,
  read: 'recorded' | 'own',
): Promise<readonly (string | null)[]> {
  const reports = await replayCase(one, inProcess, { expect: 'ours', read })
  return reports.map(({ difference }) => difference)
}

/** Every command ran, without a difference but those that are decided. */
function asExpected(one: VectorCase): readonly (string | null)[] {
  return commandsOf(one).map(({ command }) => decided[one.id]?.[command.join(' ')] ?? null)
}
