import { loadCases } from '../files.ts'
import { replayCase } from '../replay/replay-case.ts'
import type { ReplayOptions } from '../replay/replay-options.ts'
import { spawnProgram } from '../replay/spawn-program.ts'

/** Which cases are replayed, with what. */
export interface CheckRequest {
  readonly program: string
  /** Only cases whose id begins with this. */
  readonly only: string
  readonly replay: ReplayOptions
}

/** Replays the recorded cases with a program, prints each difference, gives the number of cases that differ. */
export async function check({ program, only, replay }: CheckRequest): Promise<number> {
  const run = spawnProgram(program)
  const cases = loadCases(({ id }) => id.startsWith(only))
  let different = 0
  for (const one of cases) {
    const steps = await replayCase(one, run, replay)
    const differences = steps.filter(({ difference }) => difference !== null)
    if (differences.length > 0) different++
    for (const { index, difference } of differences)
      console.log(`${one.id} step ${index}: ${difference}`)
  }
  console.log(
    `cases: ${cases.length}, as recorded: ${cases.length - different}, different: ${different}`,
  )
  return different
}
