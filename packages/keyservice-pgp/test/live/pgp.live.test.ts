import { readFileSync } from 'node:fs'
import type { KeyService } from '@sopskit/core'
import { pgpKeyService } from '@sopskit/keyservice-pgp'
import { gpgKeyService, gpgKeyServiceFromEnvironment } from '@sopskit/keyservice-pgp/gpg'
import { keyServiceTestCount, testKeyService, oldPgpKey, readOldFile } from '@sopskit/test-vectors'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { counting, hasCurvePackage, outcomeOf, refusalOf } from '../support.ts'
import { GnupgHome } from './gnupg-home.ts'
import { ourDecrypted, ourEncrypted, plain, sops, sopsDecrypted, sopsEncrypted } from './sops.ts'

// Real GnuPG homes, real gpg, real sops, in both directions.
const home = new GnupgHome()
const other = new GnupgHome()
afterAll(() => {
  home.close()
  other.close()
})

const gpg = gpgKeyServiceFromEnvironment({ env: home.env })
const inProcess = (...names: readonly string[]): KeyService =>
  pgpKeyService({ privateKeys: names.map((name) => home.privateKey(name)) })
const curve25519 = { sign: 'ed25519', encrypt: 'cv25519' }
// Made in hooks, not while the tests are collected: only then are the agents ended whatever happens.
let own = ''
let second = ''
beforeAll(() => {
  own = home.makeKey(curve25519)
  second = home.makeKey(curve25519)
})

/** The id of the key that the one message of a file is for. */
function addressee(text: string): string | undefined {
  const message = /-----BEGIN[^]+?-----END PGP MESSAGE-----/.exec(text)?.[0] ?? ''
  const packets = home.gpg(['--list-packets'], message.replaceAll(/^ +/gm, '')).toString()
  return /keyid ([0-9A-F]{16})/.exec(packets)?.[1]
}

const kinds = [
  ['rsa2048', 'rsa2048'],
  ['rsa3072', 'rsa3072'],
  ['rsa4096', 'rsa4096'],
  ['ed25519', 'cv25519'],
  ['nistp256', 'nistp256'],
  ['nistp384', 'nistp384'],
  ['nistp521', 'nistp521'],
  ['ed25519', 'brainpoolP256r1'],
  ['brainpoolP256r1', 'brainpoolP256r1'],
  ['brainpoolP384r1', 'brainpoolP384r1'],
  ['brainpoolP512r1', 'brainpoolP512r1'],
] as const

describe.each(kinds)('a key of %s with %s', (sign, encrypt) => {
  let primary = ''
  let library: KeyService
  beforeAll(() => {
    primary = home.makeKey({ sign, encrypt })
    library = inProcess(primary)
  })
  // A curve for signatures, which hold a key together, that openpgp cannot do on Node by itself.
  const lacksPackage = sign.startsWith('brainpool') && !hasCurvePackage

  it('sops encrypts, gpg through us decrypts', async () => {
    expect(await ourDecrypted(gpg, sopsEncrypted(primary, home.env))).toBe(plain)
  })

  it('gpg through us encrypts, sops decrypts', async () => {
    expect(sopsDecrypted(await ourEncrypted(gpg, [primary]), home.env)).toBe(plain)
  })

  it('sops encrypts, openpgp decrypts', async () => {
    const text = sopsEncrypted(primary, home.env)
    const expected = lacksPackage ? 'DATA_KEY_UNAVAILABLE' : plain
    expect(await outcomeOf(() => ourDecrypted(library, text))).toBe(expected)
  })

  it('openpgp encrypts, sops decrypts', async () => {
    const turn = async (): Promise<string> =>
      sopsDecrypted(await ourEncrypted(library, [primary]), home.env)
    expect(await outcomeOf(turn)).toBe(lacksPackage ? 'WRAP_FAILED' : plain)
  })
})

it('every kind of key was tried', () => {
  expect(kinds).toHaveLength(11)
})

describe('what every key service does, with real gpg', () => {
  const checks = testKeyService({
    service: () => gpg,
    get key() {
      return { type: 'pgp', fingerprint: own } as const
    },
    foreignKey: { type: 'age', recipient: 'age1example' },
    malformedKeys: ['', 'banana', '-d'].map((fingerprint) => ({ type: 'pgp', fingerprint })),
    stranger: () => gpgKeyServiceFromEnvironment({ env: other.env }),
    get secrets() {
      return [home.privateKey(own).slice(200, 240)]
    },
  })
  test.each(checks)('$title', async ({ run }) => {
    await expect(run()).resolves.toBeUndefined()
  })
  it('ran every check', () => {
    expect(checks).toHaveLength(keyServiceTestCount)
  })
})

describe('ways to name a key', () => {
  const forms: readonly (readonly [string, (of: Named) => string])[] = [
    ['the fingerprint', ({ primary }) => primary],
    ['in lower case', ({ primary }) => primary.toLowerCase()],
    ['the long id', ({ primary }) => primary.slice(-16)],
    ['the older subkey', ({ older }) => older],
    ['the newer subkey', ({ newer }) => newer],
    ['the older subkey and no other', ({ older }) => `${older}!`],
    ['the newer subkey and no other', ({ newer }) => `${newer}!`],
    ['the long id of the older subkey and no other', ({ older }) => `${older.slice(-16)}!`],
  ]
  interface Named {
    readonly primary: string
    readonly older: string
    readonly newer: string
  }
  let named: Named
  let library: KeyService
  beforeAll(() => {
    const primary = home.makeKey({ ...curve25519, madeOn: '20200101T000000!' })
    home.gpg(['--passphrase', '', '--quick-add-key', primary, 'cv25519', 'encr', 'never'])
    const [, older = '', newer = ''] = home.fingerprints(primary)
    named = { primary, older, newer }
    library = inProcess(primary)
  })

  it.each(forms)('%s means the same to sops, to gpg and to us', async (_, nameOf) => {
    const form = nameOf(named)
    const texts = [
      sopsEncrypted(form, home.env),
      await ourEncrypted(gpg, [form]),
      await ourEncrypted(library, [form]),
    ]
    const expected = form.startsWith(named.older.slice(-16)) || form === `${named.older}!`
    const keyId = (expected ? named.older : named.newer).slice(-16)
    expect(texts.map(addressee)).toEqual([keyId, keyId, keyId])
    for (const text of texts) {
      expect(sopsDecrypted(text, home.env)).toBe(plain)
      expect(await ourDecrypted(gpg, text)).toBe(plain)
      expect(await ourDecrypted(library, text)).toBe(plain)
    }
  })

  it('all ways were tried', () => {
    expect(forms).toHaveLength(8)
  })

  it('a short id or a name is none, for gpg because of --trusted-key (PGP-003)', async () => {
    const [name = ''] = home.userIds(named.primary)
    for (const fingerprint of [named.primary.slice(-8), name, 'alice@example.org']) {
      expect(sops(['encrypt', '--pgp', fingerprint, 'FILE'], plain, home.env).exit).not.toBe(0)
      for (const service of [gpg, library]) {
        const refusal = await refusalOf(() =>
          service.wrap({ type: 'pgp', fingerprint }, counting(32), {}),
        )
        expect(refusal.code).toBe('INVALID_MASTER_KEY')
      }
    }
  })
})

describe('several keys', () => {
  let both: KeyService
  beforeAll(() => {
    other.gpg(['--import'], home.privateKey(second))
    both = inProcess(own, second)
  })

  it('each of two opens a file of ours, and one of sops', async () => {
    const texts = [
      await ourEncrypted(gpg, [own, second]),
      await ourEncrypted(both, [own, second]),
      sopsEncrypted(`${own},${second}`, home.env),
    ]
    for (const text of texts) {
      expect(sopsDecrypted(text, other.env)).toBe(plain)
      expect(await ourDecrypted(inProcess(second), text)).toBe(plain)
      expect(await ourDecrypted(gpgKeyServiceFromEnvironment({ env: other.env }), text)).toBe(plain)
    }
  })

  it('two groups share the data key', async () => {
    for (const service of [gpg, both]) {
      const text = await ourEncrypted(service, [own], [second])
      expect(sopsDecrypted(text, home.env)).toBe(plain)
      expect(sops(['decrypt', 'FILE'], text, other.env).exit).toBe(128)
    }
  })

  it('without any of them nothing opens', async () => {
    const text = sopsEncrypted(own, home.env)
    const stranger = gpgKeyServiceFromEnvironment({ env: other.env })
    expect(sops(['decrypt', 'FILE'], text, other.env).exit).toBe(128)
    for (const service of [stranger, inProcess(second)]) {
      const refusal = await refusalOf(() => ourDecrypted(service, text))
      expect(refusal.code).toBe('DATA_KEY_UNAVAILABLE')
      expect(refusal.message).toContain(own)
    }
  })
})

describe('keys past their time (PGP-010)', () => {
  const madeOn = '20200101T000000!'
  // What sops, gpg through us and openpgp make of a file, and of another one for its key.
  const outcomes = async (primary: string, text: string): Promise<readonly unknown[]> => {
    const library = inProcess(primary)
    return [
      sopsDecrypted(text, home.env),
      await ourDecrypted(gpg, text),
      await ourDecrypted(library, text),
      sops(['encrypt', '--pgp', primary, 'FILE'], plain, home.env).exit,
      await outcomeOf(() => ourEncrypted(gpg, [primary])),
      await outcomeOf(() => ourEncrypted(library, [primary])),
    ]
  }
  const readOnly = [plain, plain, plain, 1, 'WRAP_FAILED', 'WRAP_FAILED']

  it('an expired key decrypts, and nobody encrypts for it', async () => {
    const primary = home.makeKey({ ...curve25519, madeOn, life: '1y' })
    const then = home.gpgWith(`--faked-system-time ${madeOn}`)
    const text = sopsEncrypted(primary, { ...home.env, SOPS_GPG_EXEC: then })
    expect(await outcomes(primary, text)).toEqual(readOnly)
  })

  it('a revoked key decrypts, and nobody encrypts for it', async () => {
    const primary = home.makeKey(curve25519)
    const before = sopsEncrypted(primary, home.env)
    home.revoke(primary)
    expect(await outcomes(primary, before)).toEqual(readOnly)
  })

  it('an unknown key is refused by everybody', async () => {
    const unknown = '0123456789ABCDEF0123456789ABCDEF01234567'
    expect(sops(['encrypt', '--pgp', unknown, 'FILE'], plain, home.env).exit).not.toBe(0)
    for (const service of [gpg, inProcess(own)]) {
      expect((await refusalOf(() => ourEncrypted(service, [unknown]))).code).toBe('WRAP_FAILED')
    }
  })
})

describe('a key with a passphrase (PGP-011)', () => {
  const passphrase = 'for-tests-only'
  let primary = ''
  let text = ''
  beforeAll(() => {
    primary = home.makeKey({ ...curve25519, passphrase })
    text = sopsEncrypted(primary, home.env)
  })
  const answering = (answer: string): Record<string, string> => ({
    ...home.env,
    SOPS_GPG_EXEC: home.gpgWith(`--pinentry-mode loopback --passphrase ${answer}`),
  })

  it('opens through a program that gives the passphrase (PGP-007)', async () => {
    const env = answering(passphrase)
    expect(sopsDecrypted(text, env)).toBe(plain)
    const service = gpgKeyServiceFromEnvironment({ env })
    expect(await ourDecrypted(service, text)).toBe(plain)
    expect(sopsDecrypted(await ourEncrypted(service, [primary]), env)).toBe(plain)
  })

  it('opens in this process, when the passphrase is given', async () => {
    const privateKeys = [home.privateKey(primary, passphrase)]
    const service = pgpKeyService({ privateKeys, passphrase: async () => passphrase })
    expect(await ourDecrypted(service, text)).toBe(plain)
    expect(sopsDecrypted(await ourEncrypted(service, [primary]), answering(passphrase))).toBe(plain)
  })

  it.each([
    ['the passphrase', ['D for-tests-only', 'OK'], counting(32)],
    ['a wrong one', ['D wrong', 'OK'], 'PERMISSION_DENIED'],
    ['a cancelled question', ['ERR 83886179 Operation cancelled <Pinentry>'], 'PERMISSION_DENIED'],
  ])('is asked for by pinentry, which gives %s', async (_, answer, expected) => {
    const asked = new GnupgHome()
    try {
      const key = {
        type: 'pgp',
        fingerprint: asked.makeKey({ ...curve25519, passphrase }),
      } as const
      asked.pinentry(...answer)
      const service = gpgKeyServiceFromEnvironment({ env: asked.env })
      const enc = (await service.wrap(key, counting(32), {})) ?? ''
      expect(await outcomeOf(() => service.unwrap(key, enc, {}))).toEqual(expected)
      const exit = sops(
        ['decrypt', 'FILE'],
        sopsEncrypted(key.fingerprint, asked.env),
        asked.env,
      ).exit
      expect(exit).toBe(typeof expected === 'string' ? 128 : 0)
    } finally {
      asked.close()
    }
  })

  it('stays locked without a terminal, and with a wrong passphrase', async () => {
    const key = { type: 'pgp', fingerprint: primary } as const
    const enc = (await gpg.wrap(key, counting(32), {})) ?? ''
    for (const [env, words] of [
      [home.env, 'no terminal'],
      [answering('wrong'), 'is wrong'],
    ] as const) {
      expect(sops(['decrypt', 'FILE'], text, env).exit).toBe(128)
      const service = gpgKeyServiceFromEnvironment({ env })
      const refusal = await refusalOf(() => service.unwrap(key, enc, {}))
      expect(refusal.code).toBe('PERMISSION_DENIED')
      expect(refusal.message).toContain(words)
    }
  })
})

describe('where gpg and its home come from', () => {
  it('an empty SOPS_GPG_EXEC is none, for sops as for us (PGP-007)', async () => {
    const env = { ...home.env, SOPS_GPG_EXEC: '' }
    const text = sopsEncrypted(own, env)
    expect(await ourDecrypted(gpgKeyServiceFromEnvironment({ env }), text)).toBe(plain)
  })

  it('a command line is no program, for sops as for us (PGP-007)', async () => {
    const env = { ...home.env, SOPS_GPG_EXEC: 'gpg --batch' }
    expect(sops(['encrypt', '--pgp', own, 'FILE'], plain, env).exit).not.toBe(0)
    const service = gpgKeyServiceFromEnvironment({ env })
    expect((await refusalOf(() => ourEncrypted(service, [own]))).code).toBe('WRAP_FAILED')
  })

  it('a home that was handed in beats GNUPGHOME (PGP-008)', async () => {
    const service = gpgKeyService({ env: other.env, homeDirectory: home.path })
    const text = sopsEncrypted(own, home.env)
    expect(await ourDecrypted(service, text)).toBe(plain)
  })
})

describe('messages that gpg judges', () => {
  it('in text mode: gpg loses a byte, which is noticed; openpgp does not (OLD 9)', async () => {
    const { fingerprint, keyFile } = oldPgpKey()
    home.gpg(['--import'], readFileSync(keyFile))
    const text = new TextDecoder().decode(readOldFile('2.0.10/yaml-pgp-text-mode.enc.yaml'))
    const key = { type: 'pgp', fingerprint } as const
    const message = /-----BEGIN[^]+?-----END PGP MESSAGE-----/.exec(text)?.[0] ?? ''
    const enc = message.replaceAll(/^ +/gm, '')
    const refusal = await refusalOf(() => gpg.unwrap(key, enc, {}))
    expect(refusal.code).toBe('UNWRAP_FAILED')
    expect(refusal.message).toContain('text mode')
    const library = pgpKeyService({ privateKeys: [readFileSync(keyFile)] })
    expect(await library.unwrap(key, enc, {})).toHaveLength(32)
    expect(sops(['decrypt', 'FILE'], text, home.env).exit).toBe(25)
  })

  it('of other programs: gpg --throw-keyids, other compression, several keys in one', async () => {
    const library = inProcess(own)
    const trust = ['--always-trust', '--armor', '--encrypt']
    for (const args of [
      ['-r', own, '--throw-keyids'],
      ['-r', own, '--compress-algo', 'bzip2'],
      ['-r', own, '--compress-algo', 'none'],
      ['-r', own, '-r', second],
      ['-r', own, '--cipher-algo', '3DES'],
      ['-r', own, '--cipher-algo', 'AES192'],
    ]) {
      const enc = home.gpg([...trust, ...args], counting(32)).toString()
      const key = { type: 'pgp', fingerprint: own } as const
      expect([args, await library.unwrap(key, enc, {})]).toEqual([args, counting(32)])
    }
  })
})
