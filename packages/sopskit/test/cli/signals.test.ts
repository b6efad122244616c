import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { testIdentity } from '@sopskit/test-vectors'
import { beforeEach, expect, test } from 'vitest'
import { makePlace, type Place } from '../exec/place.ts'
import { hostModule } from '../processes/host-process.ts'
import { encryptedFile } from '../support/encrypted-file.ts'

const bin = fileURLToPath(hostModule('cli/bin.js'))
let place: Place
let encrypted: string

beforeEach(async () => {
  place = await makePlace()
  encrypted = await encryptedFile(place.folder, 'e.yaml', 'a: hunter2\n')
})

/** Starts the command as a program of its own. */
function start(...argv: readonly string[]): ChildProcess {
  return spawn(process.execPath, [bin, ...argv], {
    cwd: place.folder,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {
      PATH: process.env['PATH'] ?? '',
      SOPS_AGE_KEY: testIdentity(0),
      TMPDIR: place.temporary,
      EDITOR: 'sh -c "echo ready; exec sleep 60"',
    },
  })
}

async function isReady({ stdout }: ChildProcess): Promise<void> {
  if (stdout !== null) await once(stdout, 'data')
}

/** The exit code and the signal. */
async function endOf(child: ChildProcess): Promise<readonly unknown[]> {
  return once(child, 'exit')
}

test('a signal goes to the command that runs, which decides', async () => {
  const child = start(
    'exec-env',
    'e.yaml',
    'trap "exit 7" TERM; echo ready; while :; do sleep 0.1; done',
  )
  await isReady(child)
  child.kill('SIGTERM')
  expect(await endOf(child)).toEqual([7, null])
})

test('as the same process it ends by the signal that ended the command (CLI-084)', async () => {
  const child = start('exec-env', '--same-process', 'e.yaml', 'kill -9 $$')
  expect(await endOf(child)).toEqual([null, 'SIGKILL'])
  const told = start('exec-env', 'e.yaml', 'kill -9 $$')
  expect(await endOf(told)).toEqual([255, null])
})

test('a signal ends the editing, and nothing is left (CLI-078)', async () => {
  const child = start('edit', 'e.yaml')
  await isReady(child)
  child.kill('SIGTERM')
  expect(await endOf(child)).toEqual([1, null])
  expect(await place.leftovers()).toEqual([])
  expect(await readFile(join(place.folder, 'e.yaml'), 'utf8')).toBe(encrypted)
})

test('a signal ends a command that waits for its value', async () => {
  const waiting = start('set', '--value-stdin', 'e.yaml', '["a"]')
  const ended = endOf(waiting)
  await once(waiting, 'spawn')
  waiting.kill('SIGTERM')
  expect(await ended).toEqual([null, 'SIGTERM'])
  expect(await readFile(join(place.folder, 'e.yaml'), 'utf8')).toBe(encrypted)
})
