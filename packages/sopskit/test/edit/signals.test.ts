import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testIdentity } from '@sopskit/test-vectors'
import { beforeEach, describe, expect, test } from 'vitest'
import { encrypted } from '../exec/encrypted.ts'
import { fakeEvents } from '../exec/place.ts'
import { type Host, hostModule, startHost } from '../processes/host-process.ts'
import { expectError } from '../support/expect-error.ts'
import { type Desk, makeDesk } from './desk.ts'

const script = `
import { existsSync } from 'node:fs'
import { editFile } from '${hostModule('edit/edit-file.js')}'
import { exitCodeOf } from '${hostModule('cli/exit-codes.js')}'
if (process.env.LEAVE) setInterval(() => existsSync('go') && process.exit(5), 20)
try {
  await editFile('x.yaml', { identities: [process.env.IDENTITY] })
} catch (error) {
  console.log(error.code)
  process.exitCode = exitCodeOf(error.code, {})
}
`
let desk: Desk
let before: string

beforeEach(async () => {
  desk = await makeDesk()
  before = Buffer.from(await encrypted('a: one\n', 'yaml')).toString()
  await writeFile(join(desk.folder, 'x.yaml'), before)
})

/** An editor that writes what it is, and stays. */
const staying = `echo "a: two" > "$1"; echo $$ > pid; exec sleep 60 > rest 2>&1`

async function start(editor: string, env: Readonly<Record<string, string>> = {}): Promise<Host> {
  await writeFile(join(desk.folder, 'editor.sh'), editor)
  const EDITOR = '/bin/sh editor.sh'
  const host = await startHost(script, {
    folder: desk.folder,
    env: { TMPDIR: desk.temporary, EDITOR, IDENTITY: testIdentity(0), ...env },
  })
  await expect
    .poll(() => desk.written('pid').catch(() => ''), { timeout: 20_000 })
    .toMatch(/^\d+\n$/)
  expect(await desk.leftovers()).toHaveLength(1)
  return host
}

async function isRunning(): Promise<boolean> {
  try {
    return process.kill(Number(await desk.written('pid')), 0)
  } catch {
    return false
  }
}

describe('while the editor runs', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)(
    '%s ends both and leaves nothing; sops leaves the editor, and for two of them the text (CLI-078)',
    async (signal) => {
      const host = await start(staying)
      host.kill(signal)
      expect(await host.ended).toMatchObject({ status: 1, signal: null, stdout: 'ABORTED\n' })
      expect(await desk.leftovers()).toEqual([])
      expect(await isRunning()).toBe(false)
      expect(await desk.written('x.yaml')).toBe(before)
    },
  )

  test('an editor that ignores the signal is ended all the same', async () => {
    const host = await start(`trap '' TERM; ${staying}`)
    host.kill('SIGTERM')
    expect(await host.ended).toMatchObject({ status: 1, stdout: 'ABORTED\n' })
    expect(await desk.leftovers()).toEqual([])
    expect(await isRunning()).toBe(false)
  })

  test('a process that exits leaves nothing', async () => {
    const host = await start(staying, { LEAVE: '1' })
    await writeFile(join(desk.folder, 'go'), '')
    expect(await host.ended).toMatchObject({ status: 5 })
    expect(await desk.leftovers()).toEqual([])
    process.kill(Number(await desk.written('pid')), 'SIGKILL')
  })
})

const ready = 'echo > ready; while [ ! -e go ]; do sleep 0.05; done; '
const isReady = () => expect.poll(() => existsSync(join(desk.folder, 'ready'))).toBe(true)
const go = () => writeFile(join(desk.folder, 'go'), '')

describe('at a terminal', () => {
  test('the keys that interrupt are the business of the editor, where sops removes its text', async () => {
    const events = fakeEvents()
    const surroundings = { events, terminal: true }
    const editing = desk.edit('x.yaml', [`${ready} echo "a: two" > $f`], { surroundings })
    await isReady()
    events.send('SIGINT')
    events.send('SIGQUIT')
    await go()
    expect((await editing).created).toBe(false)
    expect(events.listening()).toBe(0)
  })

  test('an editor that they end was interrupted', async () => {
    const surroundings = { terminal: true }
    const edit = () => desk.edit('x.yaml', ['kill -INT $$'], { surroundings })
    await expectError('ABORTED', edit)
    expect(await desk.leftovers()).toEqual([])
  })

  test('they count again when the editor has ended', async () => {
    const events = fakeEvents()
    const options = {
      surroundings: { events, terminal: true },
      onRejected: () => {
        events.send('SIGINT')
        return 'again' as const
      },
    }
    await expectError('ABORTED', () => desk.edit('x.yaml', ['echo "{" > $f', 'true'], options))
    expect(await desk.editorRuns()).toBe(1)
  })

  test('other signals end it', async () => {
    const events = fakeEvents()
    const surroundings = { events, terminal: true }
    const editing = desk.edit('x.yaml', [`exec 2>/dev/null; ${ready} echo "a: two" > $f`], {
      surroundings,
    })
    await isReady()
    events.send('SIGHUP')
    await expectError('ABORTED', () => editing)
    expect(await desk.written('x.yaml')).toBe(before)
    expect(await desk.leftovers()).toEqual([])
  })
})

test('the signal of the caller ends the editor', async () => {
  const stop = new AbortController()
  const options = { signal: stop.signal }
  const editing = desk.edit('x.yaml', [`${ready} echo "a: two" > $f`], options)
  await isReady()
  stop.abort()
  await expectError('ABORTED', () => editing)
  expect(await desk.written('x.yaml')).toBe(before)
  expect(await desk.leftovers()).toEqual([])
  const again = () => desk.edit('x.yaml', ['true'], options)
  await expectError('ABORTED', again)
  expect(await desk.editorRuns()).toBe(0)
})
