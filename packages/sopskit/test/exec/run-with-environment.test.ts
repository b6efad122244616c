import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { exitCodeOf } from '../../src/cli/exit-codes.ts'
import { runWithEnvironment, type RunWithEnvironmentOptions } from '../../src/index.ts'
import {
  type Command,
  startNodeProcess,
  type StartProcess,
} from '../../src/processes/start-process.ts'
import { expectError } from '../support/expect-error.ts'
import { encrypted, identities } from './encrypted.ts'
import { fakeEvents, makePlace, type Place } from './place.ts'

let place: Place
let input: Uint8Array

beforeEach(async () => {
  place = await makePlace()
  input = await encrypted('{"PASSWORD": "hunter2", "SHARED": "of the file"}', 'json')
})

const path = process.env['PATH'] ?? ''

function run(
  command: string,
  { surroundings, ...options }: Partial<RunWithEnvironmentOptions> = {},
): ReturnType<typeof runWithEnvironment> {
  return runWithEnvironment(input, {
    format: 'json',
    identities,
    command: `cd '${place.folder}'; ${command}`,
    ...options,
    surroundings: { env: { PATH: path, SHARED: 'of ours', OURS: 'o' }, ...surroundings },
  })
}

describe('a command with the values of a file', () => {
  test('has them in its environment, and they win (CLI-081)', async () => {
    const result = await run('env > out')
    expect(result).toMatchObject({ status: 0, endedBy: undefined, macVerified: true })
    const lines = (await place.written('out')).split('\n')
    expect(lines).toEqual(
      expect.arrayContaining(['PASSWORD=hunter2', 'SHARED=of the file', 'OURS=o']),
    )
  })

  test('has nothing else when it is to be pristine', async () => {
    await run(`/usr/bin/env > out`, { pristine: true })
    const names = (await place.written('out')).match(/^\w+(?==)/gm)
    // The shell adds some of its own (CLI-081).
    const ofTheShell = ['PWD', 'OLDPWD', 'SHLVL', '_']
    const others = names?.filter((name) => !ofTheShell.includes(name))
    expect(others?.toSorted()).toEqual(['PASSWORD', 'SHARED'])
  })

  test('is pristine also without any value, where sops hands everything on', async () => {
    input = await encrypted('{}', 'json')
    await run('/usr/bin/env > out', { pristine: true })
    expect(await place.written('out')).not.toMatch(/OURS|SHARED|PATH=/)
  })

  test('is run by the shell, with nothing secret in its arguments (CLI-080)', async () => {
    const commands: Command[] = []
    const start: StartProcess = (command, options) => {
      commands.push(command)
      return startNodeProcess(command, options)
    }
    await run(`printf '%s' "$PASSWORD" > out`, { surroundings: { start } })
    expect(await place.written('out')).toBe('hunter2')
    expect(commands).toHaveLength(1)
    expect(commands[0]).toMatchObject({ program: '/bin/sh', args: ['-c', expect.any(String)] })
    expect(JSON.stringify(commands)).not.toContain('hunter2')
  })

  test.each([
    ['exit 0', 0],
    ['exit 3', 3],
    ['exit 255', 255],
    ['exit 300', 44],
    ['sopskit-no-such-command 2>/dev/null', 127],
    ['/ 2>/dev/null', 126],
  ])('gives its status: %s (CLI-083)', async (command, status) => {
    expect(await run(command)).toMatchObject({ status, endedBy: undefined })
  })

  test('that a signal ends has status 255 (CLI-083)', async () => {
    expect(await run('kill -9 $$')).toMatchObject({ status: 255, endedBy: 'SIGKILL' })
  })

  test('runs in the background without being waited for (CLI-085)', async () => {
    const command = 'while [ ! -e go ]; do sleep 0.05; done; echo "$PASSWORD" > out'
    const started = await run(command, { background: true })
    expect(started).toMatchObject({ status: 0, endedBy: undefined })
    await expect(place.written('out')).rejects.toThrow('ENOENT')
    await writeFile(join(place.folder, 'go'), '')
    await expect.poll(() => place.written('out').catch(() => undefined)).toBe('hunter2\n')
  })
})

describe('another user (CLI-086)', () => {
  test('is become once the file is verified, and named to the command (UT-11)', async () => {
    const became: string[] = []
    const becomeUser = (name: string) => {
      became.push(name)
      return { name, home: '/srv/app' }
    }
    await run('env > out', { user: 'app', pristine: true, surroundings: { becomeUser } })
    expect(became).toEqual(['app'])
    const out = await place.written('out')
    expect(out.split('\n')).toEqual(
      expect.arrayContaining(['HOME=/srv/app', 'USER=app', 'LOGNAME=app', 'PASSWORD=hunter2']),
    )
    const wrong = { user: 'app', identities: [], surroundings: { becomeUser } }
    await expectError('DATA_KEY_UNAVAILABLE', () => run('true', wrong))
    expect(became).toEqual(['app'])
  })

  test('that there is none of is an error', async () => {
    const error = await expectError('USER_UNAVAILABLE', () =>
      run('echo > out', { user: 'sopskit-nobody-of-that-name' }),
    )
    expect(exitCodeOf(error.code, {})).toBe(1)
    await expect(place.written('out')).rejects.toThrow('ENOENT')
  })
})

describe('not started', () => {
  test('with values that nobody verified', async () => {
    const text = new TextDecoder().decode(input)
    input = new TextEncoder().encode(text.replace(/"lastmodified": "20/, '"lastmodified": "19'))
    await expectError('MAC_UNREADABLE', () => run('echo > out'))
    await expect(place.written('out')).rejects.toThrow('ENOENT')
  })

  test('when the shell cannot be started', async () => {
    const start = () => Promise.reject(Object.assign(new Error('hunter2'), { code: 'EACCES' }))
    const error = await expectError('COMMAND_FAILED', () =>
      run('true', { surroundings: { start } }),
    )
    expect(error.message).not.toContain('hunter2')
    expect(error.message).toContain('permission denied')
    expect(exitCodeOf(error.code, {})).toBe(1)
  })

  test('when the values are too large for an environment', async () => {
    input = await encrypted(JSON.stringify({ a: 'hunter2'.repeat(500_000) }), 'json')
    const error = await expectError('COMMAND_FAILED', () => run('true'))
    expect(error.message).not.toContain('hunter2')
  })

  test('with a NUL in the command, or after the signal', async () => {
    await expectError('COMMAND_FAILED', () => run('true \0'))
    await expectError('ABORTED', () => run('echo > out', { signal: AbortSignal.abort() }))
    await expect(place.written('out')).rejects.toThrow('ENOENT')
  })
})

describe('signals', () => {
  /** Starts `command` and gives what sends signals once it has written its file `ready`. */
  async function started(command: string, options: Partial<RunWithEnvironmentOptions> = {}) {
    const events = fakeEvents()
    const { surroundings, ...others } = options
    const running = run(`${command}; echo > ready; while :; do sleep 0.05; done`, {
      ...others,
      surroundings: { events, terminal: false, ...surroundings },
    })
    await expect.poll(() => place.written('ready').catch(() => undefined)).toBeDefined()
    return { events, running }
  }

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH'] as const)(
    '%s goes to the command, which decides',
    async (signal) => {
      const { events, running } = await started(`trap 'exit 7' ${signal.slice(3)}`)
      events.send(signal)
      expect(await running).toMatchObject({ status: 7, endedBy: undefined })
      expect(events.listening()).toBe(0)
    },
  )

  test('end the command that does not handle them', async () => {
    const { events, running } = await started('true')
    events.send('SIGTERM')
    expect(await running).toMatchObject({ status: 255, endedBy: 'SIGTERM' })
  })

  test('of the keyboard come from the terminal itself, and not a second time', async () => {
    const trap = `trap 'echo int >> out' INT; trap 'exit 5' TERM`
    const { events, running } = await started(trap, { surroundings: { terminal: true } })
    events.send('SIGINT')
    events.send('SIGQUIT')
    events.send('SIGTERM')
    expect(await running).toMatchObject({ status: 5 })
    await expect(place.written('out')).rejects.toThrow('ENOENT')
  })

  test('that come before the command has started reach it all the same', async () => {
    const events = fakeEvents()
    const start: StartProcess = (command, options) => {
      events.send('SIGTERM')
      return startNodeProcess(command, options)
    }
    const ended = run('exec sleep 30', { surroundings: { events, start } })
    expect(await ended).toMatchObject({ endedBy: 'SIGTERM' })
  })

  test('of the caller end the command', async () => {
    const stop = new AbortController()
    const { running } = await started(`trap 'echo term > out; exit 0' TERM`, {
      signal: stop.signal,
    })
    stop.abort()
    await expectError('ABORTED', () => running)
    expect(await place.written('out')).toBe('term\n')
  })
})
