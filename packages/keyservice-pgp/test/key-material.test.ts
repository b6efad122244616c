import { pgpKeyService, type PgpKeyServiceOptions } from '@sopskit/keyservice-pgp'
import { describe, expect, it } from 'vitest'
import { binaryKey, counting, masterKey, privateKey, publicKey, refusalOf } from './support.ts'

const key = await masterKey('curve25519')
const other = await masterKey('other')

async function roundTrip(options: PgpKeyServiceOptions, of = key): Promise<unknown> {
  const service = pgpKeyService(options)
  return service.unwrap(of, (await service.wrap(of, counting(32), {})) ?? '', {})
}

describe('key material that is read', () => {
  const armored = privateKey('curve25519')
  it.each([
    ['packets', [binaryKey]],
    ['armor as bytes', [new TextEncoder().encode(`\n${armored}`)]],
    ['text with words around the block', [`My key:\n\n${armored}\nKeep it safe.`]],
    ['a public and a private block in one text', [`${publicKey('other')}\n${armored}`]],
    ['two keys in one text', [`${privateKey('other')}\n${armored}`]],
    ['a line of Windows', [armored.replaceAll('\n', '\r\n')]],
  ])('%s', async (_, privateKeys) => {
    expect(await roundTrip({ privateKeys })).toEqual(counting(32))
  })

  it('a private key among the public ones is only wrapped for', async () => {
    const refusal = await refusalOf(() => roundTrip({ publicKeys: [armored] }))
    expect(refusal.code).toBe('UNWRAP_FAILED')
    expect(refusal.message).toContain('(0 given)')
  })

  it('bytes that change later do not change the keys', async () => {
    const bytes = Uint8Array.from(binaryKey)
    const service = pgpKeyService({ privateKeys: [bytes] })
    bytes.fill(0)
    await expect(service.wrap(key, counting(32), {})).resolves.not.toBeNull()
  })

  it('the second of two keys', async () => {
    const privateKeys = [privateKey('curve25519'), privateKey('other')]
    expect(await roundTrip({ privateKeys }, other)).toEqual(counting(32))
  })
})

describe('key material that is refused', () => {
  const armored = privateKey('curve25519')
  it.each([
    ['nothing', ''],
    ['words', 'not a key'],
    ['no bytes', new Uint8Array()],
    ['bytes', Uint8Array.from([0xc5, 1, 2, 3])],
    ['a block that was cut', armored.slice(0, 300)],
    [
      'a block of nothing',
      '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n-----END PGP PRIVATE KEY BLOCK-----',
    ],
    ['half of the packets', binaryKey.subarray(0, 100)],
  ])('%s', async (_, text) => {
    const refusal = await refusalOf(() => roundTrip({ privateKeys: [armored, text] }))
    expect(refusal.code).toBe('INVALID_IDENTITY')
    expect(refusal.message).toContain('Private PGP key 2')
    expect(refusal.cause).toBeUndefined()
    const publicRefusal = await refusalOf(() => roundTrip({ publicKeys: [text] }))
    expect(publicRefusal.code).toBe('INVALID_IDENTITY')
    expect(publicRefusal.message).toContain('Public PGP key 1')
  })

  it('a public key where a private one belongs', async () => {
    const refusal = await refusalOf(() => roundTrip({ privateKeys: [publicKey('curve25519')] }))
    expect(refusal.code).toBe('INVALID_IDENTITY')
    expect(refusal.message).toContain('is a public key')
  })

  it.each([[[undefined]], [[42]], ['text'], [null]])('%j is no list of keys', async (value) => {
    for (const name of ['publicKeys', 'privateKeys']) {
      const refusal = await refusalOf(() => pgpKeyService({ [name]: value }))
      expect(refusal.code).toBe('INVALID_OPTION')
    }
  })
})
