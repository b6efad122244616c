import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testIdentity } from '@sopskit/test-vectors'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Host, hostModule, startHost } from '../processes/host-process.ts'
import { encrypted } from './encrypted.ts'
import { makePlace, type Place } from './place.ts'

// Real signals to a real process: they would end the one that runs the tests.
const script = `
import { existsSync } from 'node:fs'
import { runWithFile } from '${hostModule('exec/run-with-file.js')}'
const { COMMAND, IDENTITY, INPUT, KIND, EXIT } = process.env
const leave = () => {
  if (!existsSync('go')) return
  if (EXIT === 'exits') process.exit(5)
  throw new RangeError('of the host')
}
if (EXIT !== undefined) setInterval(leave, 20)
const { status } = await runWithFile(Buffer.from(INPUT, 'base64'), {
  format: 'yaml',
  identities: [IDENTITY],
  command: COMMAND,
  regularFile: KIND === 'regular',
})
process.exitCode = status
`
const kinds = ['pipe', 'regular'] as const
let place: Place

beforeEach(async () => {
  place = await makePlace()
})

async function start(command: string, env: Readonly<Record<string, string>>): Promise<Host> {
  const input = await encrypted('password: hunter2\n', 'yaml')
  const host = await startHost(script, {
    folder: place.folder,
    env: {
      TMPDIR: place.temporary,
      COMMAND: `echo $$ > pid; ls {} > seen; ${command}`,
      IDENTITY: testIdentity(0),
      INPUT: Buffer.from(input).toString('base64'),
      ...env,
    },
  })
  await expect
    .poll(() => place.written('seen').catch(() => ''), { timeout: 20_000 })
    .toContain(place.temporary)
  expect(await place.leftovers()).toHaveLength(1)
  return host
}

async function isRunning(): Promise<boolean> {
  try {
    return process.kill(Number(await place.written('pid')), 0)
  } catch {
    return false
  }
}

describe.each(kinds)('with a %s', (KIND) => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)(
    '%s ends the command, and nothing is left; sops leaves both (CLI-088)',
    async (signal) => {
      const host = await start('exec sleep 60 > rest 2>&1', { KIND })
      host.kill(signal)
      expect(await host.ended).toMatchObject({ status: 255, signal: null })
      expect(await place.leftovers()).toEqual([])
      expect(await isRunning()).toBe(false)
    },
  )

  test('a command that ends through another leaves nothing', async () => {
    const host = await start('exec sleep 60 > rest 2>&1', { KIND })
    process.kill(Number(await place.written('pid')), 'SIGKILL')
    expect(await host.ended).toMatchObject({ status: 255 })
    expect(await place.leftovers()).toEqual([])
  })

  test.each([
    ['exits', 5],
    ['throws', 1],
  ])('a process that %s meanwhile leaves nothing', async (EXIT, status) => {
    const host = await start('exec sleep 60 > rest 2>&1', { KIND, EXIT })
    await writeFile(join(place.folder, 'go'), '')
    expect(await host.ended).toMatchObject({ status })
    expect(await place.leftovers()).toEqual([])
    process.kill(Number(await place.written('pid')), 'SIGKILL')
  })
})
