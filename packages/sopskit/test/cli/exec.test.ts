import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testIdentity } from '@sopskit/test-vectors'
import { beforeEach, describe, expect, test } from 'vitest'
import { makePlace, type Place } from '../exec/place.ts'
import { type CommandRun, sopskit } from '../support/command.ts'
import { encryptedFile } from '../support/encrypted-file.ts'
import { expectAllRefused } from './expect-run.ts'

let place: Place
let ended: string[]

beforeEach(async () => {
  place = await makePlace()
  ended = []
  await encryptedFile(place.folder, 'e.yaml', 'a: hunter2\nb: 1.50\n')
})

const script = (text: string) => `cd '${place.folder}' && ${text}`

async function execute(...argv: readonly string[]): Promise<CommandRun> {
  let isReleased = false
  const run = await sopskit(place.folder, argv, {
    env: { SOPS_AGE_KEY: testIdentity(0), PATH: process.env['PATH'] ?? '', FROM: 'outside' },
    surroundings: { temporaryRoot: place.temporary, terminal: false },
    releaseSignals: () => void (isReleased = true),
    endBySignal: (name) => void ended.push(name),
  })
  expect(isReleased).toBe(true)
  expect(await place.leftovers()).toEqual([])
  return run
}

describe('exec-env', () => {
  test('gives the values as variables (CLI-081, CLI-082)', async () => {
    const print = script('echo "$a $b $FROM" > out')
    const run = await execute('exec-env', 'e.yaml', print)
    expect(run).toEqual({ exit: 0, stdout: '', stderr: '' })
    expect(await place.written('out')).toBe('hunter2 1.5 outside\n')
    await execute('exec-env', '--pristine', 'e.yaml', print)
    expect(await place.written('out')).toBe('hunter2 1.5 \n')
    // Behind the file name the flag does not swallow the command (CLI-005).
    await execute('exec-env', 'e.yaml', '--pristine', print)
    expect(await place.written('out')).toBe('hunter2 1.5 \n')
  })

  test('ends with the exit code of the command (CLI-083)', async () => {
    const run = await execute('exec-env', 'e.yaml', 'exit 3')
    expect(run).toMatchObject({ exit: 3, stdout: '' })
    expect(run.stderr).toMatch(/exit code 3/)
    const killed = await execute('exec-env', 'e.yaml', 'kill -9 $$')
    expect(killed.exit).toBe(255)
    expect(killed.stderr).toMatch(/signal SIGKILL/)
    expect(ended).toEqual([])
  })

  test('says nothing as the same process, and ends by its signal (CLI-084)', async () => {
    const run = await execute('exec-env', '--same-process', 'e.yaml', 'exit 3')
    expect(run).toEqual({ exit: 3, stdout: '', stderr: '' })
    const killed = await execute('exec-env', '--same-process', 'e.yaml', 'kill -9 $$')
    expect(killed.stderr).toBe('')
    expect(ended).toEqual(['SIGKILL'])
  })
})

describe('exec-file', () => {
  test.each([[[]], [['--no-fifo']]])('offers the file: %j (CLI-080)', async (flags) => {
    const run = await execute('exec-file', ...flags, 'e.yaml', script('cat {} > out'))
    expect(run).toEqual({ exit: 0, stdout: '', stderr: '' })
    expect(await place.written('out')).toBe('a: hunter2\nb: 1.5\n')
  })

  test('under a name and in a format', async () => {
    const flags = ['--filename', 'c.json', '--output-type', 'json']
    const copy = script('cat {} > out; echo {} > name')
    expect((await execute('exec-file', 'e.yaml', copy, ...flags)).exit).toBe(0)
    expect(JSON.parse(await place.written('out'))).toEqual({ a: 'hunter2', b: 1.5 })
    expect(await place.written('name')).toMatch(/\/c\.json\n$/)
  })

  test('ends with the exit code of the command', async () => {
    const run = await execute('exec-file', 'e.yaml', 'exit 4')
    expect(run).toMatchObject({ exit: 4, stdout: '' })
  })
})

test('what is refused, by the exit codes of sops', async () => {
  await writeFile(join(place.folder, 'p.yaml'), 'a: 1\n')
  const { folder } = place
  await expectAllRefused(folder, 'USAGE 1', [
    ['exec-env'],
    ['exec-env', 'e.yaml'],
    ['exec-env', 'e.yaml', 'true', 'x'],
    ['exec-file', 'e.yaml'],
    ['exec-file', '--background', 'e.yaml', 'true'],
    ['exec-file', '--pristine', 'e.yaml', 'true'],
    ['exec-env', '--ignore-mac', 'e.yaml', 'true'],
    ['exec-file', '--filename', '../x', 'e.yaml', 'true'],
  ])
  await expectAllRefused(folder, 'CONFLICTING_OPTIONS 8', [
    ['exec-env', '--same-process', '--background', 'e.yaml', 'true'],
  ])
  await expectAllRefused(folder, 'FILE_NOT_FOUND 2', [
    ['exec-env', 'x.yaml', 'true'],
    ['exec-file', 'x.yaml', 'true'],
  ])
  await expectAllRefused(folder, 'METADATA_NOT_FOUND 1', [
    ['exec-env', 'p.yaml', 'true'],
    ['exec-file', 'p.yaml', 'true'],
  ])
  await encryptedFile(folder, 'deep.yaml', 'a:\n    b: 1\n')
  await expectAllRefused(folder, 'INVALID_ENVIRONMENT 1', [['exec-env', 'deep.yaml', 'true']])
})
