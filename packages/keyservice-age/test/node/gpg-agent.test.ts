import { join } from 'node:path'
import type { AgeEnvironment } from '@sopskit/keyservice-age/node'
import { ageKeyServiceFromEnvironment } from '@sopskit/keyservice-age/node'
import { describe, expect, it } from 'vitest'
import { agentSockets } from '../../src/node/passphrase/agent-socket.ts'
import {
  counting,
  refusalOf,
  sshKey,
  sshLine,
  testKey,
  testPassphrase,
  vector,
} from '../support.ts'
import type { Agent } from '../support/start-agent.ts'
import { startAgent as start } from '../support/start-agent.ts'
import { environment } from './environment.ts'
import { temporaryFolder } from './temporary-folder.ts'

const { key } = testKey('x25519')
const enc = vector('age-1.3.2-x25519')
const locked = vector('age-1.3.2-passphrase-identities')

const startAgent = (answer: string, greeting?: string): Promise<Agent> =>
  start(join(temporaryFolder(), 'S.gpg-agent'), answer, greeting)

const hex = (text: string): string => Buffer.from(text).toString('hex')
const placeWith = (agent: Agent, more: Partial<AgeEnvironment> = {}): AgeEnvironment => {
  const env = { GPG_AGENT_INFO: `${agent.socket}:1:1`, TERM: 'xterm', SOPS_AGE_KEY: locked }
  return { ...environment(env), ...more }
}

const getPassphrase =
  /^GET_PASSPHRASE (SopsAge[A-Z2-7]{40}) X Passphrase Enter\+passphrase\+for\+identity\+%27SOPS_AGE_KEY%27%3A$/

describe('gpg-agent', () => {
  it('is asked for the passphrase of identities, before anybody else', async () => {
    const agent = await startAgent(`OK ${hex(testPassphrase)}`)
    const service = ageKeyServiceFromEnvironment(placeWith(agent, { askPassphrase: never }))
    expect(await service.unwrap(key, enc, {})).toEqual(counting(32))
    expect(agent.heard).toEqual(['OPTION ttytype=xterm', expect.stringMatching(getPassphrase)])
  })

  it('is told where it may ask', async () => {
    const agent = await startAgent(`OK ${hex(testPassphrase)}`)
    const more = { DISPLAY: ':7', GPG_TTY: '/dev/pts/9', TERM: 'x\nKILLAGENT' }
    const place = placeWith(agent)
    const service = ageKeyServiceFromEnvironment({ ...place, env: { ...place.env, ...more } })
    await service.unwrap(key, enc, {})
    expect(agent.heard.slice(0, -1)).toEqual(['OPTION display=:7', 'OPTION ttyname=/dev/pts/9'])
  })

  it('forgets a wrong passphrase', async () => {
    const agent = await startAgent(`OK ${hex('wrong')}`)
    const service = ageKeyServiceFromEnvironment(placeWith(agent, { askPassphrase: never }))
    const { message } = await refusalOf(() => service.unwrap(key, enc, {}))
    expect(message).toContain('SOPS_AGE_KEY: The encrypted identities have another passphrase')
    const [, id] = getPassphrase.exec(agent.heard.at(-2) ?? '') ?? []
    expect(agent.heard.at(-1)).toBe(`CLEAR_PASSPHRASE ${id}`)
  })

  it.each([
    ['refuses', 'ERR 83886179 Operation cancelled <Pinentry>'],
    ['hangs up', ''],
    ['talks nonsense', 'OK zz'],
  ])('that %s leaves no passphrase', async (_, answer) => {
    const agent = await startAgent(answer)
    const service = ageKeyServiceFromEnvironment(placeWith(agent, { askPassphrase: never }))
    const { message } = await refusalOf(() => service.unwrap(key, enc, {}))
    expect(message).toContain('none was given')
  })

  it.each(['ERR no', 'HELLO'])('that greets with %s is none', async (greeting) => {
    const agent = await startAgent('OK', greeting)
    const askPassphrase = async (): Promise<string> => testPassphrase
    const service = ageKeyServiceFromEnvironment(placeWith(agent, { askPassphrase }))
    expect(await service.unwrap(key, enc, {})).toEqual(counting(32))
    expect(agent.heard).toEqual([])
  })

  it('that accepts and stays silent is none, after a while', async () => {
    const agent = await startAgent('OK', '')
    const askPassphrase = async (): Promise<string> => testPassphrase
    const place = placeWith(agent, { askPassphrase, deadlineMs: 50 })
    expect(await ageKeyServiceFromEnvironment(place).unwrap(key, enc, {})).toEqual(counting(32))
    expect(agent.heard).toEqual([])
  })

  it('has nothing to do with SSH keys, as for sops', async () => {
    const agent = await startAgent('OK')
    const files = { '/ssh': sshKey('ssh-ed25519-locked') }
    const env = { GPG_AGENT_INFO: agent.socket, SOPS_AGE_SSH_PRIVATE_KEY_FILE: '/ssh' }
    const askPassphrase = async (): Promise<string> => testPassphrase
    const service = ageKeyServiceFromEnvironment({ ...environment(env, files), askPassphrase })
    const sshMasterKey = { type: 'age', recipient: sshLine('ssh-ed25519') } as const
    const wrapped = vector('age-1.3.2-ssh-ed25519-key')
    expect(await service.unwrap(sshMasterKey, wrapped, {})).toEqual(counting(32))
    expect(agent.heard).toEqual([])
  })
})

it.each([
  [{ GPG_AGENT_INFO: '/a/b:1:2' }, ['/a/b']],
  [{ GPG_AGENT_INFO: '', XDG_RUNTIME_DIR: '/run/u' }, []],
  [{}, ['/houses/u/.gnupg/S.gpg-agent']],
  [{ XDG_RUNTIME_DIR: '/run/u' }, ['/houses/u/.gnupg/S.gpg-agent', '/run/u/gnupg/S.gpg-agent']],
])('with %j agents are looked for at %j (AGE-017)', (env, sockets) => {
  expect(agentSockets(environment(env))).toEqual(sockets)
  expect(agentSockets({ ...environment(env), platform: 'win32' })).toEqual([])
})

function never(): never {
  throw new Error('nobody else may be asked')
}
