import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AgeEnvironment } from '@sopskit/keyservice-age/node'
import {
  ageIdentitiesFromEnvironment,
  ageKeyServiceFromEnvironment,
} from '@sopskit/keyservice-age/node'
import { beforeEach, describe, expect, it } from 'vitest'
import { counting, refusalOf, sshKey, sshLine, testKey, vector } from '../support.ts'
import { environment } from './environment.ts'
import { temporaryFolder, writeProgram } from './temporary-folder.ts'

const { identity, key, text } = testKey('x25519')
const enc = vector('age-1.3.2-x25519')
let folder: string
let log: string

beforeEach(() => {
  folder = temporaryFolder()
  log = join(folder, 'log')
})

/** A program `show` that notes how it was run and prints a text. */
function install(output: string): void {
  writeProgram(
    folder,
    'show',
    `import { appendFileSync, readFileSync } from 'node:fs'
    const run = { args: process.argv.slice(2), recipient: process.env.SOPS_AGE_RECIPIENT, own: process.env.OWN }
    appendFileSync(${JSON.stringify(log)}, JSON.stringify({ ...run, input: readFileSync(0, 'utf8') }) + '\\n')
    console.error('not for anybody')
    process.stdout.write(${JSON.stringify(output)})`,
  )
}

const placeWith = (env: Readonly<Record<string, string>>): AgeEnvironment =>
  environment({ PATH: folder, OWN: 'mine', ...env })

const runs = (): readonly unknown[] =>
  readFileSync(log, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)

describe('a command that gives identities (AGE-014)', () => {
  it('is split into words, knows the recipient, and has no input', async () => {
    install(text)
    const place = placeWith({ SOPS_AGE_KEY_CMD: `show 'a b' "c" d\\ e $HOME # rest` })
    const found = await ageIdentitiesFromEnvironment(place, { recipient: key.recipient })
    expect(found.identities).toEqual([identity])
    const args = ['a b', 'c', 'd e', '$HOME']
    expect(runs()).toEqual([{ args, recipient: key.recipient, own: 'mine', input: '' }])
  })

  it('runs once for each recipient, however many data keys there are', async () => {
    install(text)
    const service = ageKeyServiceFromEnvironment(placeWith({ SOPS_AGE_KEY_CMD: 'show' }))
    const other = testKey('other-x25519').key
    const call = (which = key): Promise<Uint8Array | null> => service.unwrap(which, enc, {})
    await Promise.all([call(), call(), call(other)])
    expect(await call()).toEqual(counting(32))
    expect(await call(other)).toEqual(counting(32))
    expect(runs()).toHaveLength(2)
  })

  it('may give an SSH key', async () => {
    install(sshKey('ssh-ed25519'))
    const service = ageKeyServiceFromEnvironment(
      placeWith({ SOPS_AGE_SSH_PRIVATE_KEY_CMD: 'show' }),
    )
    const sshMasterKey = { type: 'age', recipient: sshLine('ssh-ed25519') } as const
    const wrapped = vector('age-1.3.2-ssh-ed25519-key')
    expect(await service.unwrap(sshMasterKey, wrapped, {})).toEqual(counting(32))
  })

  it('may not give an SSH key with a passphrase (AGE-015)', async () => {
    install(sshKey('ssh-ed25519-locked'))
    const place = { ...placeWith({ SOPS_AGE_SSH_PRIVATE_KEY_CMD: 'show' }), askPassphrase: never }
    const sshMasterKey = { type: 'age', recipient: sshLine('ssh-ed25519') } as const
    const wrapped = vector('age-1.3.2-ssh-ed25519-key')
    const { message } = await refusalOf(() =>
      ageKeyServiceFromEnvironment(place).unwrap(sshMasterKey, wrapped, {}),
    )
    expect(message).toContain('SOPS_AGE_SSH_PRIVATE_KEY_CMD: The SSH key has a passphrase')
  })

  it('that gives nothing counts as not found (UT-20)', async () => {
    install('')
    const found = await ageIdentitiesFromEnvironment(placeWith({ SOPS_AGE_KEY_CMD: 'show' }))
    expect(found.failures).toEqual([])
    expect(found.notFound).toContain('SOPS_AGE_KEY_CMD')
  })
})

describe('a command that fails', () => {
  it.each([
    ['', /empty/],
    ['  # nothing', /empty/],
    ["show 'a", /quote/],
    ['show \\', /backslash/],
    ['not-there', /not found in PATH/],
    ['/not/there', /not found in PATH/],
    ['status 3', /exit status 3/],
    ['status -1', /exit status 255/],
    ['ended', /ended by a signal/],
    ['show a\0b', /cannot be started/],
    ['endless', /16 MiB/],
  ])('is only a part of the report: %j (AGE-008, AGE-009)', async (command, reason) => {
    writeProgram(folder, 'status', 'process.exit(Number(process.argv[2]))')
    writeProgram(folder, 'ended', "process.kill(process.pid, 'SIGKILL')")
    writeProgram(
      folder,
      'endless',
      "const piece = 'x'.repeat(1 << 20)\nconst more = () => process.stdout.write(piece, more)\nmore()",
    )
    install(text)
    const place = placeWith({ SOPS_AGE_KEY_CMD: command, SOPS_AGE_KEY: identity })
    const found = await ageIdentitiesFromEnvironment(place)
    expect(found.identities).toEqual([identity])
    expect(found.failures).toEqual([
      { source: 'SOPS_AGE_KEY_CMD', message: expect.stringMatching(reason) as string },
    ])
  })

  it('never has its words shown', async () => {
    const place = placeWith({ SOPS_AGE_KEY_CMD: `not-there ${identity}` })
    const found = await ageIdentitiesFromEnvironment(place)
    expect(found.failures).toHaveLength(1)
    expect(JSON.stringify(found)).not.toContain(identity.slice(20))
  })

  it('is ended when it takes too long', async () => {
    const pid = installSleeper()
    const place = { ...placeWith({ SOPS_AGE_KEY_CMD: 'sleeper' }), deadlineMs: 700 }
    const found = await ageIdentitiesFromEnvironment(place)
    expect(found.failures[0]?.message).toMatch(/did not answer within 0.7 s/)
    await untilEnded(pid)
  })

  it('is ended when the call is aborted, and runs again for the next', async () => {
    const pid = installSleeper()
    const controller = new AbortController()
    const service = ageKeyServiceFromEnvironment(placeWith({ SOPS_AGE_KEY_CMD: 'sleeper' }))
    const gone = refusalOf(() => service.unwrap(key, enc, { signal: controller.signal }))
    await untilStarted(pid)
    controller.abort()
    expect((await gone).code).toBe('ABORTED')
    await untilEnded(pid)
    writeProgram(folder, 'sleeper', `process.stdout.write(${JSON.stringify(text)})`)
    expect(await service.unwrap(key, enc, {})).toEqual(counting(32))
  })
})

/** A program that notes its number and sleeps for a minute. */
function installSleeper(): string {
  const pid = join(folder, 'pid')
  const script = `import { writeFileSync } from 'node:fs'
    writeFileSync(${JSON.stringify(pid)}, String(process.pid))
    setTimeout(() => {}, 60_000)`
  writeProgram(folder, 'sleeper', script)
  return pid
}

async function untilStarted(pid: string): Promise<void> {
  while (!existsSync(pid) || readFileSync(pid, 'utf8') === '') await pause()
}

async function untilEnded(pid: string): Promise<void> {
  await untilStarted(pid)
  while (isRunning(Number(readFileSync(pid, 'utf8')))) await pause()
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 10))
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

function never(): never {
  throw new Error('nobody may be asked')
}
