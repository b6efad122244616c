import { check } from './check.ts'
import { parseTask, usage } from './options.ts'
import { decideAgain, record } from './record.ts'

/** The generator's command; gives its exit status. */
export async function main(argv: readonly string[]): Promise<number> {
  const task = parseTask(argv)
  if (task === null) {
    console.error(usage)
    return 2
  }
  if (task.kind === 'check') return (await check(task)) === 0 ? 0 : 1
  if (task.kind === 'decide') {
    await decideAgain(task.target)
    return 0
  }
  const { cases, steps } = await record(task.lab)
  console.log(`cases: ${cases}, steps: ${steps}, made with sops ${task.lab.release}`)
  return 0
}
