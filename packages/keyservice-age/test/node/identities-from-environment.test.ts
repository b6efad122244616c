import { ageIdentitiesFromEnvironment } from '@sopskit/keyservice-age/node'
import { describe, expect, it } from 'vitest'
import { pluginIdentity, testKey, vector } from '../support.ts'
import { defaultFile, environment, systemError } from './environment.ts'

const [a, b, c] = [
  testKey('x25519').identity,
  testKey('post-quantum').identity,
  testKey('other-x25519').identity,
]
const search = ageIdentitiesFromEnvironment

describe('sources that work', () => {
  it('are combined, each identity once (AGE-006, K7)', async () => {
    const env = { SOPS_AGE_KEY: `${a} ${b}`, SOPS_AGE_KEY_FILE: '/keys' }
    const files = { '/keys': `# c\n${b}\n`, [defaultFile]: `${c}\r\n` }
    expect(await search(environment(env, files))).toEqual({
      identities: [a, b, c],
      failures: [],
      notFound: [],
    })
  })

  it('are looked at in the order of sops', async () => {
    const place = environment({ SOPS_AGE_KEY_FILE: '/keys' })
    await search(place)
    expect(place.reads).toEqual(['/keys', defaultFile])
  })

  it('takes several identities a line from the variable, one from files (AGE-011)', async () => {
    const env = { SOPS_AGE_KEY: `${a}\t${b}`, SOPS_AGE_KEY_FILE: '/keys' }
    const found = await search(environment(env, { '/keys': `${a} ${c}` }))
    expect(found.identities).toEqual([a, b])
    expect(found.failures.map(({ source }) => source)).toEqual(['SOPS_AGE_KEY_FILE'])
  })

  it('reads a file whose comments are not UTF-8', async () => {
    const bytes = new Uint8Array([0x23, 0xff, 0x0a, ...new TextEncoder().encode(a)])
    const found = await search(environment({}, { [defaultFile]: bytes }))
    expect(found).toEqual({
      identities: [a],
      failures: [],
      notFound: ['SOPS_AGE_KEY', 'SOPS_AGE_KEY_FILE'],
    })
  })
})

describe('sources without identities', () => {
  it('are listed when nothing is set', async () => {
    expect(await search(environment({}))).toEqual({
      identities: [],
      failures: [],
      notFound: ['SOPS_AGE_KEY', 'SOPS_AGE_KEY_FILE', defaultFile],
    })
  })

  it('are listed when they hold none (AGE-009)', async () => {
    const env = { SOPS_AGE_KEY: '', SOPS_AGE_KEY_FILE: '/keys' }
    const files = { '/keys': '# none yet\n', [defaultFile]: '' }
    const found = await search(environment(env, files))
    expect(found.failures).toEqual([])
    expect(found.notFound).toEqual(['SOPS_AGE_KEY', 'SOPS_AGE_KEY_FILE', defaultFile])
  })
})

describe('sources that fail', () => {
  it('do not stop the others (AGE-008, AGE-012)', async () => {
    const env = { SOPS_AGE_KEY: `${a}\nbad`, SOPS_AGE_KEY_FILE: '/keys' }
    const found = await search(environment(env, { [defaultFile]: c }))
    expect(found.identities).toEqual([c])
    expect(found.failures.map(({ source }) => source)).toEqual([
      'SOPS_AGE_KEY',
      'SOPS_AGE_KEY_FILE',
    ])
    expect(found.failures[0]?.message).toMatch(/^Line 2 /)
    expect(found.notFound).toEqual([])
  })

  it('count as set even when empty (AGE-009)', async () => {
    const env = { SOPS_AGE_KEY_FILE: '', SOPS_AGE_KEY_CMD: '' }
    const found = await search(environment(env))
    expect(found.failures.map(({ source }) => source)).toEqual([
      'SOPS_AGE_KEY_FILE',
      'SOPS_AGE_KEY_CMD',
    ])
  })

  it.each(['EACCES', 'EISDIR', 'ENOTDIR'])('are files that give %s', async (code) => {
    const env = { SOPS_AGE_KEY_FILE: '/keys' }
    const files = { '/keys': systemError(code), [defaultFile]: systemError(code) }
    const found = await search(environment(env, files))
    expect(found.failures.map(({ source }) => source)).toEqual(['SOPS_AGE_KEY_FILE', defaultFile])
    for (const { message } of found.failures) {
      expect(message).toContain(code)
      expect(message).not.toContain('/secret/place')
    }
  })

  it.each(['SOPS_AGE_SSH_PRIVATE_KEY_FILE', 'SOPS_AGE_SSH_PRIVATE_KEY_CMD', 'SOPS_AGE_KEY_CMD'])(
    'are those of a later release: %s',
    async (variable) => {
      const found = await search(environment({ [variable]: 'x', SOPS_AGE_KEY: a }))
      expect(found.identities).toEqual([a])
      expect(found.failures.map(({ source }) => source)).toEqual([variable])
      expect(found.failures[0]?.message).toMatch(/later release/)
    },
  )

  it('are encrypted key files (AGE-016)', async () => {
    const binary = new Uint8Array([...new TextEncoder().encode('age-encryption.org/v1\n'), 0xff])
    const env = { SOPS_AGE_KEY: vector('age-1.3.2-x25519'), SOPS_AGE_KEY_FILE: '/keys' }
    const found = await search(environment(env, { '/keys': binary }))
    expect(found.failures.map(({ message }) => /passphrase/.test(message))).toEqual([true, true])
  })

  it('are identities of plugins, without spoiling those beside them (AGE-018)', async () => {
    const found = await search(environment({ SOPS_AGE_KEY: `${a}\n${pluginIdentity}` }))
    expect(found.identities).toEqual([a])
    expect(found.failures).toEqual([
      { source: 'SOPS_AGE_KEY', message: expect.stringMatching(/plugins.*line 2/) as string },
    ])
    expect(found.notFound).not.toContain('SOPS_AGE_KEY')
  })

  it('are default files whose folder is unknown (AGE-007)', async () => {
    for (const place of [
      environment({ XDG_CONFIG_HOME: 'relative', SOPS_AGE_KEY: a }),
      { ...environment({ SOPS_AGE_KEY: a }), homeDirectory: '' },
      { ...environment({ SOPS_AGE_KEY: a }), platform: 'win32' },
    ]) {
      const found = await search(place)
      expect(found.identities).toEqual([a])
      expect(found.failures.map(({ source }) => source)).toEqual(['sops/age/keys.txt'])
    }
  })

  it('never show what they hold, not even a key put in the wrong variable', async () => {
    const env = {
      SOPS_AGE_KEY: `${a},${b}`,
      SOPS_AGE_KEY_FILE: a,
      SOPS_AGE_KEY_CMD: `echo ${a}`,
      SOPS_AGE_SSH_PRIVATE_KEY_FILE: a,
    }
    const found = await search(
      environment(env, { [a]: systemError('EACCES'), [defaultFile]: ` ${b}` }),
    )
    expect(found.failures).toHaveLength(5)
    expect(JSON.stringify(found)).not.toContain(a.slice(20))
    expect(JSON.stringify(found)).not.toContain(b.slice(20))
  })
})
