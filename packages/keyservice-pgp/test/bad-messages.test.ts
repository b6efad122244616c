import { pgpKeyService } from '@sopskit/keyservice-pgp'
import { oldPgpKey } from '@sopskit/test-vectors'
import { readFileSync } from 'node:fs'
import * as openpgp from 'openpgp'
import { describe, expect, it } from 'vitest'
import { bomb, messageInPacket, messageWith, withTurnedBit } from './messages.ts'
import { counting, masterKey, privateKey, publicKey, refusalOf } from './support.ts'

const key = await masterKey('curve25519')
const service = pgpKeyService({ privateKeys: [privateKey('curve25519')] })
const unwrap = (enc: string): Promise<Uint8Array | null> => service.unwrap(key, enc, {})
const good = await messageWith(counting(32))

describe('messages that are read', () => {
  it.each([16, 24, 32, 17, 25, 33])('one with %i bytes', async (length) => {
    expect(await unwrap(await messageWith(counting(length)))).toEqual(counting(length))
  })

  it.each(['text', 'utf8'] as const)('one in %s mode, byte for byte', async (literal) => {
    const bytes = Uint8Array.from([13, 10, 13, 13, 10, 10, 0, 255, 13, 10, 1, 2, 3, 4, 13, 10])
    expect(await unwrap(await messageWith(bytes, { literal }))).toEqual(bytes)
  })

  it('one that names no key, as gpg --throw-keyids writes them', async () => {
    const hidden = await messageWith(counting(32), { wildcard: true })
    const both = pgpKeyService({ privateKeys: [privateKey('other'), privateKey('curve25519')] })
    expect(await both.unwrap(key, hidden, {})).toEqual(counting(32))
  })

  it('one that is compressed, and one with a signature, which says nothing', async () => {
    const preferredCompressionAlgorithm = openpgp.enums.compression.zlib
    const compressed = await messageWith(counting(32), {
      config: { preferredCompressionAlgorithm },
    })
    expect(await unwrap(compressed)).toEqual(counting(32))
    const signingKeys = await openpgp.readPrivateKey({ armoredKey: privateKey('other') })
    expect(await unwrap(await messageWith(counting(32), { signingKeys }))).toEqual(counting(32))
  })

  it('one with the authenticated encryption of GnuPG 2.4 (OCB)', async () => {
    expect(await unwrap(await messageInPacket(counting(32), 'ocb'))).toEqual(counting(32))
  })

  it('one with white space around it', async () => {
    expect(await unwrap(`\n  \n${good}\n\n`)).toEqual(counting(32))
  })
})

describe('messages that are refused', () => {
  const refused = async (enc: string): Promise<string> => {
    const refusal = await refusalOf(() => unwrap(enc))
    expect(refusal.code).toBe('UNWRAP_FAILED')
    expect(refusal.cause).toBeUndefined()
    return refusal.message
  }

  it.each([0, 1, 15, 18, 31, 34, 1000])('one with %i bytes, which no data key has', async (n) => {
    expect(await refused(await messageWith(counting(n)))).toContain(`gave ${n} bytes`)
  })

  it('one without authentication, which would be readable', async () => {
    const enc = await messageInPacket(counting(32), 'plain')
    const { data } = await openpgp.decrypt({
      message: await openpgp.readMessage({ armoredMessage: enc }),
      decryptionKeys: await openpgp.readPrivateKey({ armoredKey: privateKey('curve25519') }),
      format: 'binary',
      config: { allowUnauthenticatedMessages: true },
    })
    expect(data).toEqual(counting(32))
    expect(await refused(enc)).toContain('not authenticated')
  })

  it('one without authentication, also when somebody allows them for the whole process', async () => {
    const enc = await messageInPacket(counting(32), 'plain')
    openpgp.config.allowUnauthenticatedMessages = true
    try {
      await refused(enc)
      const late = pgpKeyService({ privateKeys: [privateKey('curve25519')] })
      expect((await refusalOf(() => late.unwrap(key, enc, {}))).code).toBe('UNWRAP_FAILED')
    } finally {
      openpgp.config.allowUnauthenticatedMessages = false
    }
  })

  it.each([1, 10, 21, 30, 60])('one with a bit turned %i bytes before its end', async (fromEnd) => {
    await expect(refused(withTurnedBit(good, fromEnd))).resolves.toContain('damaged')
  })

  it('not one where no bit is turned', async () => {
    const twice = withTurnedBit(withTurnedBit(good, 5), 5)
    expect(await unwrap(twice)).toEqual(counting(32))
  })

  it('one that lost its end, its start, or all', async () => {
    for (const length of [0, 30, 100, good.length - 40, good.length - 10]) {
      await expect(refused(good.slice(0, length))).resolves.toContain('damaged')
    }
    await expect(refused(good.slice(10))).resolves.toContain('damaged')
    await expect(refused('ENC[AES256_GCM,data:…]')).resolves.toContain('none')
  })

  it('one that unpacks to 64 MiB', async () => {
    const enc = await bomb(64)
    expect(enc.length).toBeLessThan(1 << 18)
    expect(await refused(enc)).toContain('too large')
  })

  it('one that is too large itself', async () => {
    const large = await messageWith(crypto.getRandomValues(new Uint8Array(60_000)))
    expect(await refused(large)).toContain('gave 60000 bytes')
    expect(await refused(`${good}${'\n'.repeat(1 << 18)}`)).toContain('too large')
  })

  it('one for more than a hundred keys', async () => {
    const one = await openpgp.readKey({ armoredKey: publicKey('curve25519') })
    const forKeys = (count: number): Promise<string> =>
      messageWith(counting(32), { encryptionKeys: Array.from({ length: count }, () => one) })
    expect(await unwrap(await forKeys(100))).toEqual(counting(32))
    expect(await refused(await forKeys(101))).toContain('too large')
  })

  it('one for another key, which the message names', async () => {
    const encryptionKeys = await openpgp.readKey({ armoredKey: publicKey('other') })
    const enc = await messageWith(counting(32), { encryptionKeys })
    const [, other] = encryptionKeys.getKeyIDs()
    expect(await refused(enc)).toContain(other?.toHex().toUpperCase())
  })

  it('one for a passphrase instead of a key', async () => {
    const message = await openpgp.createMessage({ binary: counting(32) })
    expect(await refused(await openpgp.encrypt({ message, passwords: 'secret' }))).toContain(
      'for no key at all',
    )
  })

  it('a key in its place', async () => {
    expect(await refused(privateKey('curve25519'))).toContain('none')
    expect(await refused(readFileSync(oldPgpKey().keyFile, 'utf8'))).toContain('none')
  })

  it('any for a private key whose secret part is elsewhere', async () => {
    const armoredKey = privateKey('curve25519')
    const stub = await openpgp.readPrivateKey({ armoredKey })
    for (const { keyPacket } of stub.getKeys()) {
      if ('makeDummy' in keyPacket) (keyPacket as openpgp.SecretKeyPacket).makeDummy()
    }
    const card = pgpKeyService({ privateKeys: [stub.armor()] })
    const refusal = await refusalOf(() => card.unwrap(key, good, {}))
    expect(refusal.code).toBe('UNWRAP_FAILED')
    expect(refusal.message).toContain('only a stub')
  })
})
