import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { exitCodeOf } from '../../src/cli/exit-codes.ts'
import { runWithFile, type RunWithFileOptions } from '../../src/index.ts'
import { nodeTemporaryFiles } from '../../src/processes/temporary-files.ts'
import { expectError } from '../support/expect-error.ts'
import { encrypted, identities } from './encrypted.ts'
import { fakeEvents, makePlace, type Place } from './place.ts'

const plain = 'password: hunter2\n'
const path = process.env['PATH'] ?? ''
let place: Place
let input: Uint8Array

beforeEach(async () => {
  place = await makePlace()
  input = await encrypted(plain, 'yaml')
})

function run(
  command: string,
  { surroundings, ...options }: Partial<RunWithFileOptions> = {},
): ReturnType<typeof runWithFile> {
  return runWithFile(input, {
    format: 'yaml',
    identities,
    command: `cd '${place.folder}'; ${command}`,
    ...options,
    surroundings: { env: { PATH: path }, temporaryRoot: place.temporary, ...surroundings },
  })
}

const kinds: readonly (readonly [kind: string, options: Partial<RunWithFileOptions>])[] = [
  ['a named pipe', {}],
  ['a regular file', { regularFile: true }],
]

describe.each(kinds)('%s', (_, options) => {
  test('is there for the command alone, and gone afterwards (CLI-087)', async () => {
    const command = 'ls -ld "$(dirname {})" {} > modes; cat {} > out; echo {} > name; exit 4'
    const result = await run(command, options)
    expect(result).toMatchObject({ status: 4, endedBy: undefined, macVerified: true })
    expect(await place.written('out')).toBe(plain)
    const modes = (await place.written('modes')).split('\n').map((line) => line.slice(0, 10))
    const file = options.regularFile === true ? '-rw-------' : 'prw-------'
    expect(modes.filter(Boolean).toSorted()).toEqual([file, 'drwx------'].toSorted())
    const name = (await place.written('name')).trim()
    expect(name).toMatch(/\/\.sops\w+\/tmp-file$/)
    expect(name.startsWith(place.temporary)).toBe(true)
    expect(await place.leftovers()).toEqual([])
  })

  test('has the name that is asked for', async () => {
    await run('basename {} > out; [ "{}" = {} ] && echo same >> out', {
      ...options,
      fileName: './config.yaml',
    })
    expect(await place.written('out')).toBe('config.yaml\nsame\n')
  })

  test('is removed when nobody reads it, and when a signal ends the command', async () => {
    expect(await run('exit 0', options)).toMatchObject({ status: 0 })
    expect(await run('kill -9 $$', options)).toMatchObject({ status: 255, endedBy: 'SIGKILL' })
    expect(await place.leftovers()).toEqual([])
  })

  test('can be removed by the command', async () => {
    expect(await run('rm {}; exit 3', options)).toMatchObject({ status: 3 })
    expect(await place.leftovers()).toEqual([])
  })

  test('may be large, empty, and left half read', async () => {
    const large = new Uint8Array(3_000_000).fill(0x78)
    const read = { ...options, format: 'binary' } as const
    input = await encrypted(large, 'binary')
    await run('wc -c < {} > out', read)
    expect((await place.written('out')).trim()).toBe('3000000')
    expect(await run('head -c 10 {} > out; exit 6', read)).toMatchObject({ status: 6 })
    expect(await place.written('out')).toBe('x'.repeat(10))
    input = await encrypted('', 'binary')
    await run('wc -c < {} > out', read)
    expect((await place.written('out')).trim()).toBe('0')
    expect(await place.leftovers()).toEqual([])
  })

  test('is read late', async () => {
    await run('sleep 0.6; cat {} > out', options)
    expect(await place.written('out')).toBe(plain)
  })

  test('is in the format that is asked for', async () => {
    await run('cat {} > out', { ...options, outputFormat: 'json' })
    expect(await place.written('out')).toBe('{\n\t"password": "hunter2"\n}\n')
  })

  test('outlives a signal that the command handles, and goes with it', async () => {
    const events = fakeEvents()
    const command = `trap 'ls {} > seen; exit 8' TERM; echo > ready; while :; do sleep 0.05; done`
    const running = run(command, { ...options, surroundings: { events } })
    await expect.poll(() => place.written('ready').catch(() => undefined)).toBeDefined()
    expect(await place.leftovers()).toHaveLength(1)
    events.send('SIGTERM')
    expect(await running).toMatchObject({ status: 8 })
    expect(await place.written('seen')).toContain(place.temporary)
    expect(await place.leftovers()).toEqual([])
    expect(events.listening()).toBe(0)
  })

  test('is removed when the caller stops the command', async () => {
    const stop = new AbortController()
    const running = run('echo > ready; exec sleep 30', { ...options, signal: stop.signal })
    await expect.poll(() => place.written('ready').catch(() => undefined)).toBeDefined()
    stop.abort()
    await expectError('ABORTED', () => running)
    expect(await place.leftovers()).toEqual([])
  })
})

describe('a regular file', () => {
  test('can be read as often as the command likes', async () => {
    await run('cat {} {} > out', { regularFile: true })
    expect(await place.written('out')).toBe(plain + plain)
  })

  test('is what Windows gets, which has no named pipes (CLI-089)', async () => {
    const made: string[] = []
    const makeFile = (file: string, data: Uint8Array) => {
      made.push(file)
      return nodeTemporaryFiles.makeFile(file, data)
    }
    const start = () => Promise.reject(Object.assign(new Error('no cmd.exe'), { code: 'ENOENT' }))
    const temporaryFiles = { ...nodeTemporaryFiles, makeFile }
    const surroundings = { platform: 'win32', temporaryFiles, start }
    await expectError('COMMAND_FAILED', () => run('type {}', { surroundings }))
    expect(made).toHaveLength(1)
    expect(await place.leftovers()).toEqual([])
  })
})

describe('refused', () => {
  test.each(['../x', '/abs', 'a/b', '.', '..', '', 'x/..', 'a\0b'])(
    'a name that leads elsewhere: %j (CLI-087)',
    async (fileName) => {
      const error = await expectError('USAGE', () => run('echo > out', { fileName }))
      expect(exitCodeOf(error.code, {})).toBe(1)
      await expect(place.written('out')).rejects.toThrow('ENOENT')
      expect(await place.leftovers()).toEqual([])
    },
  )

  test('a system that makes no named pipes, with a way out', async () => {
    const start = () => Promise.reject(new Error('no program'))
    const error = await expectError('COMMAND_FAILED', () =>
      run('true', { surroundings: { start } }),
    )
    expect(error.message).toContain('--no-fifo')
    expect(await place.leftovers()).toEqual([])
  })

  test('a temporary folder that is not there', async () => {
    const surroundings = { temporaryRoot: join(place.folder, 'none') }
    await expectError('FILE_UNWRITABLE', () => run('echo > out', { surroundings }))
    await expect(place.written('out')).rejects.toThrow('ENOENT')
  })

  test('a file that does not decrypt, before anything is made', async () => {
    await expectError('DATA_KEY_UNAVAILABLE', () => run('echo > out', { identities: [] }))
    await expect(place.written('out')).rejects.toThrow('ENOENT')
  })
})

describe('another user', () => {
  test('is become before the folder is made, so that it is theirs (CLI-086)', async () => {
    let there: readonly string[] = ['not asked']
    const becomeUser = (name: string) => {
      there = readdirSync(place.temporary)
      return { name, home: '/srv/app' }
    }
    const options = { user: 'app', surroundings: { becomeUser } }
    await run('echo "$HOME $USER $LOGNAME" > out', options)
    expect(there).toEqual([])
    expect(await place.written('out')).toBe('/srv/app app app\n')
  })
})
