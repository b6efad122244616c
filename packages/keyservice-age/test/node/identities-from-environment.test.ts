import { ageIdentitiesFromEnvironment } from '@sopskit/keyservice-age/node'
import { describe, expect, it } from 'vitest'
import { pluginIdentity, sshKey, sshLine, testKey, vector } from '../support.ts'
import { defaultFile, environment, sshFiles, systemError } from './environment.ts'

const [a, b, c] = [
  testKey('x25519').identity,
  testKey('post-quantum').identity,
  testKey('other-x25519').identity,
]
const search = ageIdentitiesFromEnvironment
const sshPlaces = ['SOPS_AGE_SSH_PRIVATE_KEY_FILE', 'SOPS_AGE_SSH_PRIVATE_KEY_CMD', ...sshFiles]
const agePlaces = ['SOPS_AGE_KEY', 'SOPS_AGE_KEY_FILE', 'SOPS_AGE_KEY_CMD', defaultFile]
/** Eight, as in UT-20. */
const allPlaces = [...sshPlaces, ...agePlaces]

describe('sources that work', () => {
  it('are combined, each identity once (AGE-006, K7)', async () => {
    const env = { SOPS_AGE_KEY: `${a} ${b}`, SOPS_AGE_KEY_FILE: '/keys' }
    const files = { '/keys': `# c\n${b}\n`, [defaultFile]: `${c}\r\n` }
    expect(await search(environment(env, files))).toEqual({
      identities: [a, b, c],
      failures: [],
      notFound: [...sshPlaces, 'SOPS_AGE_KEY_CMD'],
    })
  })

  it('are looked at in the order of sops', async () => {
    const place = environment({ SOPS_AGE_KEY_FILE: '/keys' })
    await search(place)
    expect(place.reads).toEqual([...sshFiles, '/keys', defaultFile])
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
      notFound: [...sshPlaces, 'SOPS_AGE_KEY', 'SOPS_AGE_KEY_FILE', 'SOPS_AGE_KEY_CMD'],
    })
  })
})

describe('sources that need more than a look', () => {
  it('are encrypted key files, taken as they are (AGE-016)', async () => {
    const binary = new Uint8Array([...new TextEncoder().encode('age-encryption.org/v1\n'), 0xff])
    const armored = vector('age-1.3.2-passphrase-identities')
    const env = { SOPS_AGE_KEY: armored, SOPS_AGE_KEY_FILE: '/keys' }
    const found = await search(environment(env, { '/keys': binary, [defaultFile]: armored }))
    const kind = 'encrypted'
    const file = new TextEncoder().encode(armored)
    expect(found.identities).toEqual([
      { kind, file, place: 'SOPS_AGE_KEY' },
      { kind, file: binary, place: 'SOPS_AGE_KEY_FILE' },
      { kind, file, place: defaultFile },
    ])
    expect(found.failures).toEqual([])
  })

  it('are identities of plugins, without spoiling those beside them (AGE-018)', async () => {
    const found = await search(environment({ SOPS_AGE_KEY: `${a}\n${pluginIdentity}` }))
    expect(found.identities).toEqual([a, pluginIdentity])
    expect(found.failures).toEqual([])
  })

  it('are SSH keys, first and in order (AGE-006)', async () => {
    const env = { SOPS_AGE_SSH_PRIVATE_KEY_FILE: '/ssh', SOPS_AGE_KEY: a }
    const texts = ['/ssh', ...sshFiles].map((path) => [path, `-----BEGIN ${path}`] as const)
    const found = await search(environment(env, Object.fromEntries(texts)))
    expect(found.identities).toEqual([
      ...texts.map(([place, privateKey]) => ({ kind: 'ssh', privateKey, place })),
      a,
    ])
  })

  it('are SSH keys of the old format with a passphrase: their .pub file too (AGE-015)', async () => {
    const [file = ''] = sshFiles
    const locked = sshKey('ssh-rsa-pem-locked')
    const files = { [file]: locked, [`${file}.pub`]: sshLine('ssh-rsa') }
    const [identity] = (await search(environment({}, files))).identities
    expect(identity).toMatchObject({ place: file, publicKey: sshLine('ssh-rsa') })
    const [without] = (await search(environment({}, { [file]: locked }))).identities
    expect(without).toEqual({ kind: 'ssh', privateKey: locked, place: file })
  })

  it('are no keys of a user without a home', async () => {
    const place = { ...environment({ XDG_CONFIG_HOME: '/x' }), homeDirectory: '' }
    const found = await search(place)
    expect(place.reads).toEqual(['/x/sops/age/keys.txt'])
    expect(found.notFound).toContain('~/.ssh/id_rsa')
  })
})

describe('sources without identities', () => {
  it('are listed when nothing is set', async () => {
    expect(await search(environment({}))).toEqual({
      identities: [],
      failures: [],
      notFound: allPlaces,
    })
  })

  it('are listed when they hold none (AGE-009)', async () => {
    const env = { SOPS_AGE_KEY: '', SOPS_AGE_KEY_FILE: '/keys' }
    const files = { '/keys': '# none yet\n', [defaultFile]: '' }
    const found = await search(environment(env, files))
    expect(found.failures).toEqual([])
    expect(found.notFound).toEqual(allPlaces)
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
    expect(found.notFound).toEqual([...sshPlaces, 'SOPS_AGE_KEY_CMD'])
  })

  it('count as set even when empty (AGE-009)', async () => {
    const names = [
      'SOPS_AGE_SSH_PRIVATE_KEY_FILE',
      'SOPS_AGE_SSH_PRIVATE_KEY_CMD',
      'SOPS_AGE_KEY_FILE',
      'SOPS_AGE_KEY_CMD',
    ]
    const found = await search(environment(Object.fromEntries(names.map((name) => [name, '']))))
    expect(found.failures.map(({ source }) => source)).toEqual(names)
    expect(found.failures.every(({ message }) => message.includes('empty'))).toBe(true)
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

  it.each(['SOPS_AGE_SSH_PRIVATE_KEY_FILE', 'SOPS_AGE_KEY_FILE'])(
    'are files that do not exist, shown by their path: %s',
    async (variable) => {
      const found = await search(environment({ [variable]: '/no/such file', SOPS_AGE_KEY: a }))
      expect(found.identities).toEqual([a])
      expect(found.failures).toEqual([
        { source: variable, message: 'The file it names does not exist: /no/such file.' },
      ])
    },
  )

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
    expect(JSON.stringify(found.failures)).toContain('looks like a key')
    expect(JSON.stringify(found)).not.toContain(a.slice(20))
    expect(JSON.stringify(found)).not.toContain(b.slice(20))
  })
})
