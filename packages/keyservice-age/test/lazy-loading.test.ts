import { ageKeyService, parseAgeIdentities } from '@sopskit/keyservice-age'
import { ageKeyServiceFromEnvironment } from '@sopskit/keyservice-age/node'
import { beforeEach, expect, it, vi } from 'vitest'
import { environment, sshFiles } from './node/environment.ts'
import { counting, refusalOf, sshKey, sshLine, testKey, vector } from './support.ts'

const loads = vi.hoisted((): string[] => [])
vi.mock(import('age-encryption'), async (original) => {
  loads.push('age')
  return original()
})
vi.mock(import('../src/ssh/ssh-recipient.ts'), async (original) => {
  loads.push('ssh recipients')
  return original()
})
vi.mock(import('../src/unwrap-by-others.ts'), async (original) => {
  loads.push('other identities')
  return original()
})
vi.mock(import('../src/node/processes/command-output.ts'), async (original) => {
  loads.push('commands')
  return original()
})
vi.mock(import('../src/node/plugins/run-plugins.ts'), async (original) => {
  loads.push('plugins')
  return original()
})
vi.mock(import('../src/node/passphrase/agent-passphrases.ts'), async (original) => {
  loads.push('passphrases')
  return original()
})

const { key, text, identity } = testKey('x25519')

// The service of the environment is made where nothing counts yet, and each part is loaded once for the file.
beforeEach(() => {
  loads.length = 0
})

it('loads the age library when a key is wrapped or unwrapped, not before', async () => {
  const service = ageKeyService({ identities: parseAgeIdentities(text) })
  const refusal = await refusalOf(() =>
    service.wrap({ type: 'age', recipient: 'banana' }, counting(32), {}),
  )
  expect(refusal.code).toBe('INVALID_MASTER_KEY')
  expect(loads).toEqual([])
  await service.wrap(key, counting(32), {})
  expect(loads).toEqual(['age'])
})

it('loads nothing for SSH keys, passphrases, plugins and commands while an age key fits', async () => {
  const [file = ''] = sshFiles
  const env = { SOPS_AGE_KEY: identity, SOPS_AGE_KEY_FILE: '/locked' }
  const files = {
    [file]: sshKey('ssh-ed25519-locked'),
    '/locked': vector('age-1.3.2-passphrase-identities'),
  }
  const service = ageKeyServiceFromEnvironment(environment(env, files))
  const enc = (await service.wrap(key, counting(32), {})) ?? ''
  expect(await service.unwrap(key, enc, {})).toEqual(counting(32))
  expect(loads).toEqual([])
})

it('loads each part when it is needed', async () => {
  const [file = ''] = sshFiles
  const env = { SOPS_AGE_KEY_CMD: '/not/there' }
  const service = ageKeyServiceFromEnvironment(environment(env, { [file]: sshKey('ssh-ed25519') }))
  const ssh = { type: 'age', recipient: sshLine('ssh-ed25519') } as const
  const enc = (await service.wrap(ssh, counting(32), {})) ?? ''
  expect(loads).toEqual(['ssh recipients'])
  expect(await service.unwrap(ssh, enc, {})).toEqual(counting(32))
  expect(loads).toEqual(['ssh recipients', 'commands', 'other identities'])
})
