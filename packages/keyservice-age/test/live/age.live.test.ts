import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ageKeyService } from '@sopskit/keyservice-age'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { installLabPlugin } from '../support/install-lab-plugin.ts'
import { startAgent } from '../support/start-agent.ts'
import { labIdentity, labRecipient } from '../support.ts'
import { exchange, plaintext, serviceIn } from './exchange.ts'
import { ageKey, changeSshKey, lock, pluginIdentity, sshKey } from './keys.ts'
import type { RunOptions } from './lab.ts'
import { program, run, searchPath } from './lab.ts'

const passphrase = 'correct horse'
let folder: string
let options: RunOptions

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sopskit-age-'))
  mkdirSync(join(folder, 'home', '.ssh'), { recursive: true })
  mkdirSync(join(folder, 'home', '.config', 'sops', 'age'), { recursive: true })
  installLabPlugin(folder)
  options = { cwd: folder, env: { HOME: join(folder, 'home'), PATH: searchPath(folder) } }
})
afterEach(() => rmSync(folder, { recursive: true }))

const withEnv = (env: Readonly<Record<string, string>>): RunOptions => ({
  ...options,
  env: { ...options.env, ...env },
})

/** A command that gives a file of the folder. */
const show = (name: string): string => `cat '${join(folder, name)}'`

const sshKinds = [
  ['ed25519', ['-t', 'ed25519']],
  ['RSA of 2048 bits', ['-t', 'rsa', '-b', '2048']],
  ['RSA of 3072 bits', ['-t', 'rsa', '-b', '3072']],
  ['RSA of 4096 bits', ['-t', 'rsa', '-b', '4096']],
] as const

describe('SSH keys, both directions with sops', () => {
  it.each(sshKinds)('%s, its comment kept (AGE-002)', async (_, args) => {
    const recipient = await sshKey('key', [...args, '-N', ''], options)
    expect(recipient).toMatch(/ me@host$/)
    expect(
      await exchange({ recipient, options: withEnv({ SOPS_AGE_SSH_PRIVATE_KEY_FILE: 'key' }) }),
    ).toBe(plaintext)
  })

  it.each(['PEM', 'PKCS8'])('RSA in the format %s (AGE-015)', async (format) => {
    const recipient = await sshKey('key', ['-t', 'rsa', '-b', '2048', '-N', ''], options)
    await changeSshKey('key', ['-m', format, '-N', ''], options)
    expect(
      await exchange({ recipient, options: withEnv({ SOPS_AGE_SSH_PRIVATE_KEY_FILE: 'key' }) }),
    ).toBe(plaintext)
  })

  it.each([
    ['ed25519, aes256-ctr', ['-t', 'ed25519'], []],
    ['ed25519, aes256-cbc', ['-t', 'ed25519'], ['-Z', 'aes256-cbc']],
    ['ed25519, many rounds', ['-t', 'ed25519'], ['-a', '40']],
    ['RSA', ['-t', 'rsa', '-b', '2048'], []],
    ['RSA in the old format', ['-t', 'rsa', '-b', '2048'], ['-m', 'PEM']],
  ])('with a passphrase: %s (AGE-015)', async (_, kind, change) => {
    const recipient = await sshKey('key', [...kind, '-N', ''], options)
    await changeSshKey('key', [...change, '-N', passphrase], options)
    const env = { SOPS_AGE_SSH_PRIVATE_KEY_FILE: 'key' }
    expect(await exchange({ recipient, options: withEnv(env), passphrase })).toBe(plaintext)
  })

  it.each(['id_ed25519', 'id_rsa'])('~/.ssh/%s (AGE-006)', async (name) => {
    const type = name.slice('id_'.length)
    const recipient = await sshKey(join('home', '.ssh', name), ['-t', type, '-N', ''], options)
    expect(await exchange({ recipient, options })).toBe(plaintext)
  })

  it('from a command (AGE-014)', async () => {
    const recipient = await sshKey('key', ['-t', 'ed25519', '-N', ''], options)
    expect(
      await exchange({
        recipient,
        options: withEnv({ SOPS_AGE_SSH_PRIVATE_KEY_CMD: show('key') }),
      }),
    ).toBe(plaintext)
  })
})

describe('SSH keys, both directions with age itself', () => {
  it.each(sshKinds)('%s', async (_, args) => {
    const recipient = await sshKey('key', [...args, '-N', ''], options)
    const key = { type: 'age', recipient } as const
    const privateKey = readFileSync(join(folder, 'key'), 'utf8')
    const service = ageKeyService({ identities: [privateKey] })
    const dataKey = Uint8Array.from({ length: 33 }, (_each, index) => index)
    writeFileSync(join(folder, 'dataKey'), dataKey)
    await run(program('age'), ['-a', '-r', recipient, '-o', 'theirs', 'dataKey'], options)
    const theirs = readFileSync(join(folder, 'theirs'), 'utf8')
    expect(await service.unwrap(key, theirs, {})).toEqual(dataKey)
    writeFileSync(join(folder, 'ours'), (await service.wrap(key, dataKey, {})) ?? '')
    await run(program('age'), ['-d', '-i', 'key', '-o', 'opened', 'ours'], options)
    expect(Uint8Array.from(readFileSync(join(folder, 'opened')))).toEqual(dataKey)
  })
})

describe('identities encrypted with a passphrase, both directions with sops (AGE-016)', () => {
  it.each([
    ['SOPS_AGE_KEY', true],
    ['SOPS_AGE_KEY_FILE', true],
    ['SOPS_AGE_KEY_FILE', false],
    ['SOPS_AGE_KEY_CMD', true],
    ['SOPS_AGE_KEY_CMD', false],
    ['keys.txt', true],
    ['keys.txt', false],
  ])('in %s (armored: %s)', async (source, armored) => {
    const { recipient } = await ageKey('plain.txt', options)
    const keysFile = join('home', '.config', 'sops', 'age', 'keys.txt')
    const to = source === 'keys.txt' ? keysFile : 'locked'
    await lock('plain.txt', to, { passphrase, options, armored })
    const values: Readonly<Record<string, () => string>> = {
      SOPS_AGE_KEY: () => readFileSync(join(folder, to), 'utf8'),
      SOPS_AGE_KEY_FILE: () => to,
      SOPS_AGE_KEY_CMD: () => show(to),
    }
    const value = values[source]
    // An agent of the user who runs this would be asked instead of the terminal (AGE-017).
    const env = { GPG_AGENT_INFO: '', ...(value !== undefined && { [source]: value() }) }
    expect(await exchange({ recipient, options: withEnv(env), passphrase })).toBe(plaintext)
  })
})

it('gpg-agent hears the same from both (AGE-017)', async () => {
  const { recipient } = await ageKey('plain.txt', options)
  await lock('plain.txt', 'locked', { passphrase, options, armored: true })
  const answer = `OK ${Buffer.from(passphrase).toString('hex')}`
  const { socket, heard } = await startAgent(join(folder, 'agent'), answer)
  const env = { SOPS_AGE_KEY_FILE: 'locked', GPG_AGENT_INFO: socket, TERM: 'xterm', DISPLAY: ':7' }
  // What sops takes from its standard input is a variable for us.
  const both = withEnv({ ...env, GPG_TTY: 'unknown' })
  expect(await exchange({ recipient, options: both })).toBe(plaintext)
  const said = heard.map((line) => line.replace(/(ttyname=).*/, '$1'))
  expect(said).toHaveLength(8)
  expect(said.slice(0, 4)).toEqual(said.slice(4))
})

describe('plugins, both directions with sops (AGE-019)', () => {
  it('a recipient and an identity of a plugin', async () => {
    const log = join(folder, 'log')
    const env = { SOPS_AGE_KEY: labIdentity, LAB_LOG: log }
    expect(await exchange({ recipient: labRecipient, options: withEnv(env) })).toBe(plaintext)
    const starts = readFileSync(log, 'utf8').match(/^start .*$/gm)
    // Wrapped by sops, unwrapped by us, wrapped by us, unwrapped by sops.
    expect(starts).toEqual(
      ['recipient-v1', 'identity-v1', 'recipient-v1', 'identity-v1'].map(
        (machine) => `start ${machine} ${tmpdir()}`,
      ),
    )
  })

  it('an identity of age-plugin-pq for a native recipient', async () => {
    const { recipient } = await ageKey('pq.txt', options, '-pq')
    const identity = await pluginIdentity('pq.txt', options)
    expect(identity).toMatch(/^AGE-PLUGIN-PQ-1/)
    writeFileSync(join(folder, 'keys'), `# of a plugin\n${identity}\n`)
    expect(await exchange({ recipient, options: withEnv({ SOPS_AGE_KEY_FILE: 'keys' }) })).toBe(
      plaintext,
    )
  })
})

describe('all sources together, none shadowing another (AGE-006)', () => {
  it('both open what is for any of eight keys', async () => {
    const ssh = ['-t', 'ed25519', '-N', ''] as const
    const recipients = [
      await sshKey('ssh-file', ssh, options),
      await sshKey('ssh-cmd', ssh, options),
      await sshKey(join('home', '.ssh', 'id_ed25519'), ssh, options),
      await sshKey(join('home', '.ssh', 'id_rsa'), ['-t', 'rsa', '-N', ''], options),
    ]
    const keys = [
      await ageKey('variable', options),
      await ageKey('file', options, '-pq'),
      await ageKey('cmd', options),
      await ageKey('user', options),
    ]
    copyFileSync(join(folder, 'user'), join(folder, 'home/.config/sops/age/keys.txt'))
    const env = {
      SOPS_AGE_SSH_PRIVATE_KEY_FILE: 'ssh-file',
      SOPS_AGE_SSH_PRIVATE_KEY_CMD: show('ssh-cmd'),
      SOPS_AGE_KEY: keys[0]?.identity ?? '',
      SOPS_AGE_KEY_FILE: 'file',
      SOPS_AGE_KEY_CMD: show('cmd'),
    }
    const all = [...recipients, ...keys.map(({ recipient }) => recipient)]
    expect(new Set(all).size).toBe(8)
    for (const recipient of all)
      expect(await exchange({ recipient, options: withEnv(env) })).toBe(plaintext)
  })
})

it('a command is told the recipient, as by sops (AGE-014)', async () => {
  const { recipient } = await ageKey('plain.txt', options)
  const command = `sh -c 'cd "${folder}" && echo $SOPS_AGE_RECIPIENT >> asked && cat plain.txt'`
  expect(await exchange({ recipient, options: withEnv({ SOPS_AGE_KEY_CMD: command }) })).toBe(
    plaintext,
  )
  expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe(`${recipient}\n${recipient}\n`)
})

it.each([
  ['too short an RSA key', ['-t', 'rsa', '-b', '1024'], 'INVALID_MASTER_KEY'],
  ['an ECDSA key', ['-t', 'ecdsa'], 'INVALID_MASTER_KEY'],
])('%s is refused by both', async (_, args, code) => {
  const recipient = await sshKey('key', [...args, '-N', ''], options)
  writeFileSync(join(folder, 'plain.json'), '{"a": "b"}')
  const theirs = await run(program('sops'), ['encrypt', '--age', recipient, 'plain.json'], options)
  expect(theirs.status).not.toBe(0)
  const key = { type: 'age', recipient } as const
  await expect(serviceIn(options).wrap(key, new Uint8Array(32), {})).rejects.toMatchObject({ code })
})
