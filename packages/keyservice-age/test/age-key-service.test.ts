import type { MasterKey } from '@sopskit/core'
import { ageKeyService } from '@sopskit/keyservice-age'
import { describe, expect, it } from 'vitest'
import {
  counting,
  pluginIdentity,
  pluginRecipient,
  refusalOf,
  sshLine,
  sshRecipient,
  testKey,
  unreducedRecipient,
  vector,
} from './support.ts'

const x25519 = testKey('x25519')
const other = testKey('other-x25519')
const postQuantum = testKey('post-quantum')
const service = ageKeyService({ identities: [x25519.identity, postQuantum.identity] })
const recipientOf = (recipient: string): MasterKey => ({ type: 'age', recipient })

describe('unwrapping what others wrapped', () => {
  it.each([
    ['age-1.3.2-x25519', x25519, 32],
    ['age-1.3.2-x25519-share', x25519, 33],
    ['age-1.3.2-two-recipients', x25519, 32],
    ['age-1.3.2-two-recipients', other, 32],
    ['age-1.3.2-post-quantum', postQuantum, 32],
  ])('reads %s', async (name, { identity, key }, length) => {
    const reader = ageKeyService({ identities: [identity] })
    expect(await reader.unwrap(key, vector(name), {})).toEqual(counting(length))
  })

  it.each([
    ['sops-3.13.3-x25519', x25519],
    ['sops-3.13.3-post-quantum', postQuantum],
  ])('reads %s (K2)', async (name, { key }) => {
    const dataKey = await service.unwrap(key, vector(name), {})
    const expected = 'a20eae9d9e3a4e71c9e6e76e3125bebbaee0dda384b306263bf58313280c2838'
    expect(Buffer.from(dataKey ?? []).toString('hex')).toBe(expected)
  })

  it('tries every identity, in any order', async () => {
    const identities = [other.identity, postQuantum.identity, x25519.identity]
    for (const order of [identities, identities.toReversed()]) {
      const reader = ageKeyService({ identities: order })
      expect(await reader.unwrap(x25519.key, vector('age-1.3.2-x25519'), {})).toEqual(counting(32))
    }
  })

  it.each(['', 'banana', sshRecipient, pluginRecipient, other.key.recipient])(
    'does not care about the recipient that the file names: %j (CLI-059)',
    async (recipient) => {
      const enc = vector('age-1.3.2-x25519')
      expect(await service.unwrap(recipientOf(recipient), enc, {})).toEqual(counting(32))
    },
  )

  it.each<readonly [string, (enc: string) => string]>([
    ['CRLF', (enc) => enc.replaceAll('\n', '\r\n')],
    ['no final newline', (enc) => enc.trimEnd()],
    ['empty lines around it', (enc) => `\n\n${enc}\n\n`],
  ])('reads armor with %s, as sops does', async (_, change) => {
    const enc = change(vector('age-1.3.2-x25519'))
    expect(await service.unwrap(x25519.key, enc, {})).toEqual(counting(32))
  })
})

describe('wrapping', () => {
  it.each([
    ['X25519', x25519, 'sops-3.13.3-x25519'],
    ['post-quantum', postQuantum, 'sops-3.13.3-post-quantum'],
  ])('writes one armored file laid out as by sops for %s (D5)', async (_, { key }, sample) => {
    const enc = await service.wrap(key, counting(32), {})
    const widths = (text: string): readonly number[] => text.split('\n').map((line) => line.length)
    expect(widths(enc ?? '')).toEqual(widths(vector(sample)))
    expect(enc).toMatch(
      /^-----BEGIN AGE ENCRYPTED FILE-----\n[^]*\n-----END AGE ENCRYPTED FILE-----\n$/,
    )
    expect(await service.unwrap(key, enc ?? '', {})).toEqual(counting(32))
  })

  it('needs no identities, and wraps shares too (S3)', async () => {
    const enc = await ageKeyService().wrap(x25519.key, counting(33), {})
    expect(await service.unwrap(x25519.key, enc ?? '', {})).toEqual(counting(33))
  })

  it.each([1, 15, 18, 31, 34, 1000])(
    '%i bytes come back, for the caller to judge (V3)',
    async (length) => {
      const enc = (await service.wrap(x25519.key, counting(length), {})) ?? ''
      expect(await service.unwrap(x25519.key, enc, {})).toEqual(counting(length))
    },
  )

  it('never writes the same file twice', async () => {
    const first = await service.wrap(x25519.key, counting(32), {})
    expect(await service.wrap(x25519.key, counting(32), {})).not.toBe(first)
  })

  it.each([
    '',
    'banana',
    'age1',
    'age1qqqq',
    x25519.key.recipient.slice(0, -1),
    x25519.key.recipient.replace('age1w', 'age1q'),
    x25519.key.recipient.toUpperCase(),
    `${x25519.key.recipient} `,
    postQuantum.key.recipient.slice(0, -1),
    // Intact but of 31 bytes, and a post-quantum one of 32.
    'age1qurswpc8qurswpc8qurswpc8qurswpc8qurswpc8qurswpc8qunndjpz',
    'age1pq1qurswpc8qurswpc8qurswpc8qurswpc8qurswpc8qurswpc8qurscvuq8m',
    unreducedRecipient,
    pluginRecipient.replace('yubikey1q', 'yubikey1p'),
    'ssh-dss AAAA',
    'ssh-rsa AAAAB3Nza',
    sshRecipient.slice(0, -4),
    sshRecipient.replace('ssh-ed25519', 'ssh-rsa'),
    // A y coordinate that no point of the curve has.
    'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    sshLine('ssh-rsa-1024'),
    sshLine('ssh-ecdsa'),
    'age1a/b1qypqxpq9qcrsszg2pvxq6rs0zqyrdzw0',
    'ssh-ed25519',
    x25519.identity,
    x25519.identity.toLowerCase(),
  ])('refuses the recipient %j and does not quote it (AGE-001, AGE-005)', async (recipient) => {
    const refusal = await refusalOf(() => service.wrap(recipientOf(recipient), counting(32), {}))
    expect(refusal.code).toBe('INVALID_MASTER_KEY')
    const quoted = recipient.length > 20 && refusal.message.includes(recipient)
    expect(quoted).toBe(false)
  })

  it('says what a plugin recipient needs', async () => {
    const key = recipientOf(pluginRecipient)
    const refusal = await refusalOf(() => service.wrap(key, counting(32), {}))
    expect(refusal.code).toBe('UNSUPPORTED_KEY_TYPE')
    expect(refusal.message).toMatch(/agePlugins/)
  })

  it('fails for a recipient whose point is of low order', async () => {
    const zero = 'age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq5cu47z'
    const refusal = await refusalOf(() => service.wrap(recipientOf(zero), counting(32), {}))
    expect(refusal.code).toBe('WRAP_FAILED')
  })
})

describe('unwrapping in vain', () => {
  it('says how many identities were tried, and for whom', async () => {
    const reader = ageKeyService({ identities: [other.identity, postQuantum.identity] })
    const enc = vector('age-1.3.2-x25519')
    const refusal = await refusalOf(() => reader.unwrap(x25519.key, enc, {}))
    expect(refusal.code).toBe('UNWRAP_FAILED')
    expect(refusal.message).toContain('(2)')
    expect(refusal.message).toContain(x25519.key.recipient)
    expect(refusal.message).not.toMatch(/AGE-SECRET-KEY-/)
  })

  it('says that there is no identity at all', async () => {
    const enc = vector('age-1.3.2-post-quantum')
    const refusal = await refusalOf(() => ageKeyService().unwrap(postQuantum.key, enc, {}))
    expect(refusal.code).toBe('UNWRAP_FAILED')
    expect(refusal.message).toMatch(/no age identity/)
    expect(refusal.message.length).toBeLessThan(300)
  })

  it('does not quote what stands in place of a recipient', async () => {
    const reader = ageKeyService({ identities: [other.identity] })
    const enc = vector('age-1.3.2-x25519')
    const key = recipientOf(x25519.identity)
    const refusal = await refusalOf(() => reader.unwrap(key, enc, {}))
    expect(refusal.code).toBe('UNWRAP_FAILED')
    expect(refusal.message).not.toMatch(/AGE-SECRET-KEY-/)
  })

  it.each([
    [sshRecipient, 'ssh-ed25519 …oJa+NLvrq7N1'],
    [pluginRecipient, 'age1yubikey1qurswpc8qurs…'],
  ])('names %j briefly', async (recipient, name) => {
    const enc = vector('age-1.3.2-ssh-ed25519')
    for (const reader of [service, ageKeyService()]) {
      const refusal = await refusalOf(() => reader.unwrap(recipientOf(recipient), enc, {}))
      expect(refusal.code).toBe('UNWRAP_FAILED')
      expect(refusal.message).toContain(name)
    }
  })

  const intact = vector('age-1.3.2-x25519')
  it.each<readonly [string, string]>([
    ['nothing', ''],
    ['other text', 'AQIDBA=='],
    ['a cut file', intact.slice(0, 200)],
    ['a changed payload', intact.replace(/.{4}(=*\n-----END)/, 'AAAA$1')],
    ['a changed header', intact.replace('YWdl', 'YWdm')],
    ['text behind it', `${intact}x`],
    ['an empty line in it', intact.replace('FILE-----\n', 'FILE-----\n\n')],
    ['two files', intact + intact],
  ])('calls %s damaged', async (_, enc) => {
    const refusal = await refusalOf(() => service.unwrap(x25519.key, enc, {}))
    expect(refusal.code).toBe('UNWRAP_FAILED')
    expect(refusal.message).toMatch(/damaged/)
    expect(refusal.cause).toBeUndefined()
  })

  it('accepts no change of a letter of the armor', async () => {
    const letters = [...intact.matchAll(/[A-Za-z0-9+/]/g)].map(({ index }) => index)
    expect(letters.length).toBeGreaterThan(300)
    for (const index of letters) {
      const letter = intact[index] === 'A' ? 'B' : 'A'
      const enc = intact.slice(0, index) + letter + intact.slice(index + 1)
      expect((await refusalOf(() => service.unwrap(x25519.key, enc, {}))).code).toBe(
        'UNWRAP_FAILED',
      )
    }
  })
})

describe('identities', () => {
  it.each([
    '',
    'banana',
    pluginIdentity,
    '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
    'AGE-PLUGIN-../EVIL-1QYPQXPQ9QCRSSZG2PVXQ6RS0ZQ87CTG6',
    x25519.identity.toLowerCase(),
    x25519.identity.slice(0, -1),
    ` ${x25519.identity}`,
    `${x25519.identity}\n`,
    x25519.key.recipient,
    // Intact but of 31 bytes, and of an unknown kind.
    'AGE-SECRET-KEY-1QURSWPC8QURSWPC8QURSWPC8QURSWPC8QURSWPC8QURSWPC8QU5ZJT2P',
    'AGE-SECRET-KEY-X-1QURSWPC8QURSWPC8QURSWPC8QURSWPC8QURSWPC8QURSWPC8QURSSU9QFA',
  ])('are refused at once when malformed or of no use: %j (AGE-013)', async (identity) => {
    const refusal = await refusalOf(() =>
      ageKeyService({ identities: [x25519.identity, identity] }),
    )
    expect(refusal.code).toBe('INVALID_IDENTITY')
    expect(refusal.message).toContain('identity 2')
    expect(refusal.message).not.toMatch(/AGE-SECRET-KEY-.*1|OPENSSH/)
  })
})

it('leaves other kinds of key to others', async () => {
  const key: MasterKey = { type: 'pgp', fingerprint: '0'.repeat(40) }
  expect(await service.wrap(key, counting(32), {})).toBeNull()
  expect(await service.unwrap(key, 'text', {})).toBeNull()
})

it('does nothing once its signal is aborted', async () => {
  const call = { signal: AbortSignal.abort() }
  const wrapped = await refusalOf(() => service.wrap(x25519.key, counting(32), call))
  expect(wrapped.code).toBe('ABORTED')
  const unwrapped = await refusalOf(() =>
    service.unwrap(x25519.key, vector('age-1.3.2-x25519'), call),
  )
  expect(unwrapped.code).toBe('ABORTED')
  const open = { signal: new AbortController().signal }
  expect(await service.wrap(x25519.key, counting(32), open)).toContain('BEGIN AGE')
})
