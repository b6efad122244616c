import { defineKeyService, encodeUtf8 } from '@sopskit/core'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { describe, expect, test } from 'vitest'
import { decrypt, encrypt } from '../../src/index.ts'
import { expectError } from '../support/expect-error.ts'

const recipients = testRecipient(0)
const identities = [testIdentity(0)]
const plain = 'password: hunter2\n'
const yaml = { format: 'yaml' } as const

describe('text in, text out', () => {
  test('there and back', async () => {
    const encrypted = await encrypt(plain, { ...yaml, recipients })
    expect(encrypted.text()).toContain('password: ENC[AES256_GCM,')
    expect(encrypted.bytes).toEqual(encodeUtf8(encrypted.text()))
    expect(encrypted.warnings).toEqual([])
    const decrypted = await decrypt(encrypted.text(), { ...yaml, identities })
    expect(decrypted.text()).toBe(plain)
    expect(decrypted.macVerified).toBe(true)
    expect(decrypted.metadata.version).toBe('3.13.3')
  })

  test('bytes are taken as well', async () => {
    const encrypted = await encrypt(encodeUtf8(plain), { ...yaml, recipients })
    const decrypted = await decrypt(encrypted.bytes, { ...yaml, identities })
    expect(decrypted.text()).toBe(plain)
  })

  test('from one format to another', async () => {
    const encrypted = await encrypt(plain, { ...yaml, outputFormat: 'json', recipients, indent: 2 })
    expect(encrypted.text()).toMatch(/^\{\n {2}"password": "ENC\[/)
    const options = { format: 'json', outputFormat: 'yaml', identities } as const
    expect((await decrypt(encrypted.bytes, options)).text()).toBe(plain)
  })

  test('bytes that are no text are given as bytes only', async () => {
    const encrypted = await encrypt('a: !!binary /w==\n', { ...yaml, recipients })
    const decrypted = await decrypt(encrypted.bytes, { ...yaml, identities, extract: '["a"]' })
    expect([...decrypted.bytes]).toEqual([255])
    await expectError('UNSUPPORTED_VALUE', () => decrypted.text())
  })

  test('one value', async () => {
    const encrypted = await encrypt(plain, { ...yaml, recipients })
    const options = { ...yaml, identities, extract: '["password"]' }
    expect((await decrypt(encrypted.bytes, options)).text()).toBe('hunter2')
    const bad = { ...options, extract: 'password' }
    await expectError('INVALID_PATH', () => decrypt(encrypted.bytes, bad))
  })
})

describe('surroundings are handed in', () => {
  test('time and randomness decide every byte but the wrapped key', async () => {
    let next = 0
    const random = (length: number) => new Uint8Array(length).map(() => next++ % 256)
    const now = new Date('2020-02-03T04:05:06.999Z')
    const encryptOnce = async () => {
      next = 0
      return (await encrypt(plain, { ...yaml, recipients, random, now })).text()
    }
    const [one, other] = [await encryptOnce(), await encryptOnce()]
    const withoutKey = (text: string) => text.replace(/-----BEGIN[^]*END AGE/, '')
    expect(withoutKey(one)).toBe(withoutKey(other))
    expect(one).toContain('lastmodified: "2020-02-03T04:05:06Z"')
  })

  test('two encryptions without it have nothing in common', async () => {
    const values = async () => (await encrypt(plain, { ...yaml, recipients })).text().split('\n')[0]
    expect(await values()).not.toBe(await values())
  })

  test('nothing is read from the environment unless asked', async () => {
    const before = process.env['SOPS_AGE_KEY']
    process.env['SOPS_AGE_KEY'] = testIdentity(0)
    try {
      const { bytes } = await encrypt(plain, { ...yaml, recipients })
      await expectError('DATA_KEY_UNAVAILABLE', () => decrypt(bytes, yaml))
      const decrypted = await decrypt(bytes, { ...yaml, identities: 'environment' })
      expect(decrypted.text()).toBe(plain)
    } finally {
      if (before === undefined) delete process.env['SOPS_AGE_KEY']
      else process.env['SOPS_AGE_KEY'] = before
    }
  })

  test('a signal stops', async () => {
    const signal = AbortSignal.abort()
    await expectError('ABORTED', () => encrypt(plain, { ...yaml, recipients, signal }))
    const { bytes } = await encrypt(plain, { ...yaml, recipients })
    await expectError('ABORTED', () => decrypt(bytes, { ...yaml, identities, signal }))
  })
})

describe('keys', () => {
  test('a list of recipients, any of whom can decrypt', async () => {
    const both = [testRecipient(1), testRecipient(0)]
    const { bytes, metadata } = await encrypt(plain, { ...yaml, recipients: both })
    expect(metadata.keyGroups.map((group) => group.keys.length)).toEqual([2])
    for (const number of [0, 1]) {
      const options = { ...yaml, identities: [testIdentity(number)] }
      expect((await decrypt(bytes, options)).text()).toBe(plain)
    }
  })

  test('groups of which as many are needed as the threshold says (S)', async () => {
    const keyGroups = [
      [testRecipient(0)],
      [{ type: 'age', recipient: testRecipient(1) } as const],
      [testRecipient(2)],
    ]
    const { bytes } = await encrypt(plain, { ...yaml, keyGroups, shamirThreshold: 2 })
    const withIdentities = (...numbers: number[]) =>
      decrypt(bytes, { ...yaml, identities: numbers.map((number) => testIdentity(number)) })
    expect((await withIdentities(0, 2)).text()).toBe(plain)
    await expectError('DATA_KEY_UNAVAILABLE', () => withIdentities(1))
  })

  test.each([
    [{}, 'NO_RECIPIENTS'],
    [{ recipients: '' }, 'NO_RECIPIENTS'],
    [{ recipients: [] }, 'NO_RECIPIENTS'],
    [{ recipients, keyGroups: [[recipients]] }, 'CONFLICTING_OPTIONS'],
    [{ recipients: 'bogus' }, 'INVALID_MASTER_KEY'],
    [{ keyGroups: [[recipients], []] }, 'EMPTY_KEY_GROUP'],
    [{ keyGroups: [[recipients], [recipients]], shamirThreshold: 3 }, 'INVALID_THRESHOLD'],
    [{ keyGroups: [[{ type: 'pgp', fingerprint: 'AB' } as const]] }, 'UNSUPPORTED_KEY_TYPE'],
    [{ recipients, encryptedRegex: '(' }, 'INVALID_REGEX'],
    [{ recipients, encryptedRegex: 'a', encryptedSuffix: 'b' }, 'CONFLICTING_RULES'],
  ] as const)('%j is refused: %s', async (options, code) => {
    await expectError(code, () => encrypt(plain, { ...yaml, ...options }))
  })

  test('a key service of the caller', async () => {
    const kept = new Map<string, Uint8Array>()
    const service = defineKeyService({
      type: 'pgp',
      name: 'test',
      wrap: async ({ fingerprint }, dataKey) => {
        kept.set(fingerprint, dataKey.slice())
        return 'wrapped'
      },
      unwrap: async ({ fingerprint }) => kept.get(fingerprint) ?? null,
    })
    const keyGroups = [[{ type: 'pgp', fingerprint: 'AB12' } as const]]
    const { bytes } = await encrypt(plain, { ...yaml, keyGroups, services: [service] })
    const decrypted = await decrypt(bytes, { ...yaml, services: [service] })
    expect(decrypted.text()).toBe(plain)
  })

  test('an order that names a kind of key twice', async () => {
    const { bytes } = await encrypt(plain, { ...yaml, recipients })
    const options = { ...yaml, identities, decryptionOrder: ['age', 'age'] }
    await expectError('DUPLICATE_DECRYPTION_ORDER', () => decrypt(bytes, options))
  })
})

describe('a MAC that does not fit', () => {
  test('is refused unless it is to be ignored, which the result says', async () => {
    const { bytes } = await encrypt('a: x\nb_unencrypted: clear\n', { ...yaml, recipients })
    const text = new TextDecoder()
      .decode(bytes)
      .replace('b_unencrypted: clear', 'b_unencrypted: changed')
    await expectError('MAC_MISMATCH', () => decrypt(text, { ...yaml, identities }))
    const decrypted = await decrypt(text, { ...yaml, identities, ignoreMac: true })
    expect(decrypted.macVerified).toBe(false)
    expect(decrypted.text()).toContain('b_unencrypted: changed')
  })
})
