import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { KeyService } from '@sopskit/core'
import { ageKeyService } from '@sopskit/keyservice-age'
import type { AgePluginEnvironment, AgePluginUi } from '@sopskit/keyservice-age/node'
import { agePlugins } from '@sopskit/keyservice-age/node'
import { beforeEach, describe, expect, it } from 'vitest'
import { installLabPlugin } from '../support/install-lab-plugin.ts'
import { counting, labIdentity, labRecipient, refusalOf, testKey } from '../support.ts'
import { temporaryFolder, writeProgram } from './temporary-folder.ts'

const key = { type: 'age', recipient: labRecipient } as const
const nowhere = {
  recipient: 'age1nowhere1qypqxpq9qcrsszg2pvxq6rs0zqvl6gh7',
  identity: 'AGE-PLUGIN-NOWHERE-1QYPQXPQ9QCRSSZG2PVXQ6RS0ZQHQ2RHP',
}
let folder: string
let log: string

beforeEach(() => {
  folder = temporaryFolder()
  log = join(folder, 'log')
  installLabPlugin(folder)
})

function serviceWith(mode: string, more: Partial<AgePluginEnvironment> = {}): KeyService {
  const env = { PATH: folder, LAB_MODE: mode, LAB_LOG: log }
  const plugins = agePlugins({ env, platform: 'linux', ...more })
  return ageKeyService({ identities: [labIdentity, nowhere.identity], plugins })
}

const logged = (): readonly string[] => readFileSync(log, 'utf8').trim().split('\n')

async function wrapped(): Promise<string> {
  return (await serviceWith('').wrap(key, counting(32), {})) ?? ''
}

describe('a plugin', () => {
  it('wraps and unwraps, in the folder it is given (AGE-019)', async () => {
    const room = join(folder, 'room')
    mkdirSync(room)
    const service = serviceWith('', { temporaryDirectory: room })
    const enc = (await service.wrap(key, counting(33), {})) ?? ''
    expect(await service.unwrap(key, enc, {})).toEqual(counting(33))
    expect(logged()).toEqual([
      `start recipient-v1 ${room}`,
      'told add-recipient',
      'told wrap-file-key',
      'told extension-labels',
      'recipient-stanza: ok',
      `start identity-v1 ${room}`,
      'told add-identity',
      'told recipient-stanza',
      'file-key: ok',
    ])
  })

  it('is shown to people and gets their answers', async () => {
    const shown: string[] = []
    const ui: AgePluginUi = {
      show: async ({ plugin, text }) => {
        shown.push(`${plugin}: ${text}`)
      },
      ask: async ({ text, secret }) => `${text} ${secret ? '1234' : 'Ann'}`,
      confirm: async ({ text, yes, no }) =>
        text === 'Shall we?' && yes === 'Go on' && no === 'Stop',
    }
    await serviceWith('talk', { pluginUi: ui }).wrap(key, counting(32), {})
    expect(shown).toEqual(['lab: Hello[31m from the lab'])
    expect(logged().slice(4, -1)).toEqual([
      'msg: ok',
      'confirm: ok yes',
      'request-public: ok Your name Ann',
      'request-secret: ok Your PIN 1234',
      'grease-7: unsupported',
    ])
  })

  it('is told when nobody is there, and goes on', async () => {
    const enc = (await serviceWith('talk').wrap(key, counting(32), {})) ?? ''
    expect(logged().slice(4, -1)).toEqual([
      'msg: fail',
      'confirm: fail',
      'request-public: fail',
      'request-secret: fail',
      'grease-7: unsupported',
    ])
    expect(await serviceWith('').unwrap(key, enc, {})).toEqual(counting(32))
  })

  it('is told of people who cannot be asked', async () => {
    const refuse = (): never => {
      throw new Error('there is no terminal')
    }
    const pluginUi = { show: refuse, ask: refuse, confirm: refuse }
    await serviceWith('talk', { pluginUi }).wrap(key, counting(32), {})
    expect(logged().filter((line) => line.endsWith(': fail'))).toHaveLength(4)
  })

  it('may tidy up when it is done', async () => {
    await serviceWith('tidy').wrap(key, counting(32), {})
    while (!logged().some((line) => line.startsWith('tidied up'))) await pause()
    expect(logged().at(-1)).toBe('tidied up true')
  })

  it('answers no to a choice, too', async () => {
    const pluginUi = { confirm: async () => false }
    await serviceWith('talk', { pluginUi }).wrap(key, counting(32), {})
    expect(logged()).toContain('confirm: ok no')
  })
})

describe('a plugin that fails', () => {
  it.each([
    ['crash', /ended, or broke the plugin protocol/],
    ['half', /ended, or broke the plugin protocol/],
    ['garbage', /ended, or broke the plugin protocol/],
    ['flood', /ended, or broke the plugin protocol/],
    ['error', /reported an error \((?:recipient|identity)\)/],
  ])('is named: %s', async (mode, reason) => {
    const enc = await wrapped()
    const wrap = await refusalOf(() => serviceWith(mode).wrap(key, counting(32), {}))
    expect(wrap.code).toBe('WRAP_FAILED')
    expect(wrap.message).toMatch(reason)
    expect(wrap.message).toContain('age-plugin-lab')
    const unwrap = await refusalOf(() => serviceWith(mode).unwrap(key, enc, {}))
    expect(unwrap.code).toBe('UNWRAP_FAILED')
    expect(unwrap.message).toMatch(reason)
    expect(unwrap.message).not.toContain(labIdentity)
  })

  it('shows its words, which do not get into the error', async () => {
    const shown: string[] = []
    const pluginUi = {
      show: async ({ text }: { readonly text: string }) => {
        shown.push(text)
      },
    }
    const service = serviceWith('error', { pluginUi })
    const { message } = await refusalOf(() => service.wrap(key, counting(32), {}))
    expect(shown).toEqual(['the lab is closed'])
    expect(message).not.toContain('closed')
  })

  it('does not get away with a file key that is none', async () => {
    const enc = await wrapped()
    const { code, message } = await refusalOf(() => serviceWith('short').unwrap(key, enc, {}))
    expect(code).toBe('UNWRAP_FAILED')
    expect(message).toContain('gave no file key')
  })

  it('is ended when it is silent', async () => {
    const service = serviceWith('silent', { deadlineMs: 500 })
    const { code, message } = await refusalOf(() => service.wrap(key, counting(32), {}))
    expect(code).toBe('SERVICE_UNAVAILABLE')
    expect(message).toContain('age-plugin-lab')
  })

  it('has all the time while people are asked', async () => {
    const pluginUi = {
      ask: () => new Promise<string>((resolve) => setTimeout(() => resolve('late'), 1500)),
    }
    const service = serviceWith('talk', { pluginUi, deadlineMs: 1000 })
    expect(await service.wrap(key, counting(32), {})).toContain('BEGIN AGE')
  })

  it('is ended when the call is aborted', async () => {
    const pid = join(folder, 'pid')
    const script = `import { writeFileSync } from 'node:fs'
      writeFileSync(${JSON.stringify(pid)}, String(process.pid))
      setTimeout(() => {}, 60_000)`
    writeProgram(folder, 'age-plugin-lab', script)
    const controller = new AbortController()
    const call = serviceWith('').wrap(key, counting(32), { signal: controller.signal })
    const gone = refusalOf(() => call)
    while (!existsSync(pid) || readFileSync(pid, 'utf8') === '') await pause()
    controller.abort()
    expect((await gone).code).toBe('ABORTED')
    while (isRunning(Number(readFileSync(pid, 'utf8')))) await pause()
  })
})

describe('a plugin that is not there (AGE-020)', () => {
  it('is named', async () => {
    const service = serviceWith('')
    const other = { type: 'age', recipient: nowhere.recipient } as const
    const wrap = await refusalOf(() => service.wrap(other, counting(32), {}))
    expect(wrap.code).toBe('WRAP_FAILED')
    expect(wrap.message).toContain('age-plugin-nowhere was not found in PATH')
  })

  it('does not keep other identities from fitting (AGE-018)', async () => {
    const { identity, key: native } = testKey('x25519')
    const plugins = agePlugins({ env: {}, platform: 'linux' })
    const service = ageKeyService({ identities: [nowhere.identity, identity], plugins })
    const enc = (await service.wrap(native, counting(32), {})) ?? ''
    expect(await service.unwrap(native, enc, {})).toEqual(counting(32))
    const missing = ageKeyService({ identities: [nowhere.identity], plugins })
    const { message } = await refusalOf(() => missing.unwrap(native, enc, {}))
    expect(message).toContain('age-plugin-nowhere was not found in PATH')
  })

  it.each(['', '.', 'bin', `${delimiter}.`])(
    'is not looked for in the working folder: PATH %j',
    async (path) => {
      const { code } = await refusalOf(() =>
        serviceWith('', { env: { PATH: path } }).wrap(key, counting(32), {}),
      )
      expect(code).toBe('WRAP_FAILED')
    },
  )

  it('is not a file that cannot be run', async () => {
    const room = join(folder, 'room')
    mkdirSync(room)
    writeFileSync(join(room, 'age-plugin-lab'), 'text')
    mkdirSync(join(room, 'more', 'age-plugin-lab'), { recursive: true })
    const env = { PATH: [room, join(room, 'more')].join(delimiter) }
    const { message } = await refusalOf(() => serviceWith('', { env }).wrap(key, counting(32), {}))
    expect(message).toContain('not found in PATH')
  })
})

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
