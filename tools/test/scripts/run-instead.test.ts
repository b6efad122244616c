import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'

const module = JSON.stringify(new URL('../../../scripts/run-instead.mjs', import.meta.url).href)

/** Runs a program by `runInstead` in a process of its own, as `npm start` does. */
function start(program: string): ChildProcess {
  const options = JSON.stringify({ args: ['--eval', program], cwd: process.cwd() })
  const code = `
import { runInstead } from ${module}
await runInstead(process.execPath, ${options})`
  const args = ['--input-type=module', '--eval', code]
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
}

/** What the program says first: the id of its process. */
async function firstLine({ stdout }: ChildProcess): Promise<number> {
  if (stdout === null) throw new Error('no output')
  const [data] = (await once(stdout, 'data')) as readonly unknown[]
  return Number(String(data))
}

function isAlive(id: number): boolean {
  try {
    return process.kill(id, 0)
  } catch {
    return false
  }
}

const waits = 'setInterval(() => {}, 1000); console.log(process.pid)'

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s reaches the program, and ends both in the same way',
  async (signal) => {
    const run = start(waits)
    const id = await firstLine(run)
    expect(isAlive(id)).toBe(true)
    run.kill(signal)
    expect(await once(run, 'exit')).toEqual([null, signal])
    expect(isAlive(id)).toBe(false)
  },
)

test('a program that ends by itself after a signal gives its exit code', async () => {
  const run = start(`process.on('SIGTERM', () => process.exit(7)); ${waits}`)
  const id = await firstLine(run)
  run.kill('SIGTERM')
  expect(await once(run, 'exit')).toEqual([7, null])
  expect(isAlive(id)).toBe(false)
})

test('the exit code is that of the program', async () => {
  expect(await once(start('process.exitCode = 3'), 'exit')).toEqual([3, null])
})
