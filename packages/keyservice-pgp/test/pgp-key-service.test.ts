import { pgpKeyService } from '@sopskit/keyservice-pgp'
import { keyServiceTestCount, testKeyService } from '@sopskit/test-vectors'
import { describe, expect, it, test } from 'vitest'
import {
  addresseesOf,
  counting,
  fingerprintsOf,
  masterKey,
  privateKey,
  publicKey,
  refusalOf,
  type TestKeyName,
  testPassphrase,
} from './support.ts'

const own = await masterKey('curve25519')
const checks = testKeyService({
  service: () => pgpKeyService({ privateKeys: [privateKey('curve25519')] }),
  key: own,
  foreignKey: { type: 'age', recipient: 'age1example' },
  malformedKeys: [
    '',
    'banana',
    'alice@example.org',
    `${own.fingerprint}0`,
    own.fingerprint.slice(-8),
  ].map((fingerprint) => ({ type: 'pgp', fingerprint })),
  stranger: () => pgpKeyService({ privateKeys: [privateKey('other')] }),
  secrets: [privateKey('curve25519').slice(200, 240)],
})

describe('what every key service does', () => {
  test.each(checks)('$title', async ({ run }) => {
    await expect(run()).resolves.toBeUndefined()
  })
  it('ran every check', () => {
    expect(checks).toHaveLength(keyServiceTestCount)
  })
})

describe('kinds of key', () => {
  const names = ['rsa2048', 'rsa4096', 'curve25519', 'nistp256', 'nistp384', 'nistp521'] as const
  it.each(names)('a data key for %s comes back', async (name) => {
    const service = pgpKeyService({ privateKeys: [privateKey(name)] })
    const key = await masterKey(name)
    const enc = await service.wrap(key, counting(32), {})
    expect(await service.unwrap(key, enc ?? '', {})).toEqual(counting(32))
  })

  it('the text is an armored message, trimmed (PGP-005)', async () => {
    const service = pgpKeyService({ publicKeys: [publicKey('rsa2048')] })
    const enc = await service.wrap(await masterKey('rsa2048'), counting(32), {})
    expect(enc).toMatch(/^-----BEGIN PGP MESSAGE-----\n\n[^]+\n-----END PGP MESSAGE-----$/)
  })

  it('a key without its primary secret part unwraps', async () => {
    const service = pgpKeyService({ privateKeys: [privateKey('subkeys-only')] })
    const key = await masterKey('subkeys-only')
    const enc = await service.wrap(key, counting(32), {})
    expect(await service.unwrap(key, enc ?? '', {})).toEqual(counting(32))
  })
})

describe('the name of a key (PGP-001)', () => {
  const service = pgpKeyService({ publicKeys: [publicKey('two-subkeys'), publicKey('other')] })
  const wrapFor = async (fingerprint: string): Promise<readonly string[]> =>
    addresseesOf((await service.wrap({ type: 'pgp', fingerprint }, counting(32), {})) ?? '')

  it('the newest subkey is taken, whichever part is named', async () => {
    const [primary = '', older = '', newer = ''] = await fingerprintsOf(publicKey('two-subkeys'))
    const forms = [
      primary,
      primary.toLowerCase(),
      primary.slice(-16),
      `0x${primary}`,
      primary.replaceAll(/(.{4})/g, '$1 '),
      older,
      newer,
    ]
    const ids = await Promise.all(forms.map(wrapFor))
    expect(ids).toEqual(forms.map(() => [newer.slice(-16)]))
    expect(forms).toHaveLength(7)
  })

  it('"!" forces a subkey', async () => {
    const [, older = ''] = await fingerprintsOf(publicKey('two-subkeys'))
    expect(await wrapFor(`${older}!`)).toEqual([older.slice(-16)])
    expect(await wrapFor(`${older.slice(-16).toLowerCase()}!`)).toEqual([older.slice(-16)])
  })

  it('"!" does not force a primary key that is for signatures', async () => {
    const [primary = ''] = await fingerprintsOf(publicKey('two-subkeys'))
    expect((await refusalOf(() => wrapFor(`${primary}!`))).code).toBe('WRAP_FAILED')
  })

  it('an unknown key is refused', async () => {
    const refusal = await refusalOf(() => wrapFor('0123456789ABCDEF0123456789ABCDEF01234567'))
    expect(refusal.code).toBe('WRAP_FAILED')
    expect(refusal.message).toContain('0123456789ABCDEF0123456789ABCDEF01234567 (2 given)')
  })
})

describe('keys that are not to be used (PGP-010)', () => {
  const wrapFor = async (name: TestKeyName | 'sign-only', now?: Date): Promise<unknown> => {
    const clock = now === undefined ? {} : { now: () => now }
    const service = pgpKeyService({ publicKeys: [publicKey(name)], ...clock })
    return service.wrap(await masterKey(name), counting(32), {})
  }

  it.each([
    ['expired', 'expired on 2020-12-31'],
    ['revoked', 'is revoked'],
    ['sign-only', 'is for encryption'],
  ] as const)('nothing is wrapped for one that is %s', async (name, words) => {
    const refusal = await refusalOf(() => wrapFor(name))
    expect(refusal.code).toBe('WRAP_FAILED')
    expect(refusal.message).toContain(words)
  })

  it('the clock is the one that was handed in', async () => {
    await expect(wrapFor('expired', new Date('2020-06-01'))).resolves.toContain('PGP MESSAGE')
    expect((await refusalOf(() => wrapFor('curve25519', new Date('2019-06-01')))).code).toBe(
      'WRAP_FAILED',
    )
  })

  it('an expired key still unwraps', async () => {
    const now = (): Date => new Date('2020-06-01')
    const before = pgpKeyService({ publicKeys: [publicKey('expired')], now })
    const key = await masterKey('expired')
    const enc = await before.wrap(key, counting(32), {})
    const service = pgpKeyService({ privateKeys: [privateKey('expired')] })
    expect(await service.unwrap(key, enc ?? '', {})).toEqual(counting(32))
  })

  it('a revocation counts, whichever copy of the key has it', async () => {
    const key = await masterKey('revoked')
    const unrevoked = { privateKeys: [privateKey('revoked')] }
    await expect(pgpKeyService(unrevoked).wrap(key, counting(32), {})).resolves.not.toBeNull()
    for (const publicKeys of [
      [publicKey('revoked')],
      [publicKey('revoked'), privateKey('revoked')],
      [privateKey('revoked'), publicKey('revoked')],
    ]) {
      const service = pgpKeyService({ ...unrevoked, publicKeys })
      const refusal = await refusalOf(() => service.wrap(key, counting(32), {}))
      expect(refusal.code).toBe('WRAP_FAILED')
    }
  })
})

it('two services know nothing of each other', async () => {
  const one = pgpKeyService({
    privateKeys: [privateKey('locked')],
    passphrase: async () => testPassphrase,
  })
  const two = pgpKeyService({ privateKeys: [privateKey('locked')] })
  const key = await masterKey('locked')
  const enc = (await one.wrap(key, counting(32), {})) ?? ''
  expect(await one.unwrap(key, enc, {})).toEqual(counting(32))
  expect((await refusalOf(() => two.unwrap(key, enc, {}))).code).toBe('PERMISSION_DENIED')
})
