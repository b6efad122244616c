import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import * as openpgp from 'openpgp'
import { describe, expect, test } from 'vitest'
import { openPgpKeys } from '../../src/check/openpgp/keys.ts'

const folder = fileURLToPath(
  new URL('../../../keyservice-pgp/test/keys-for-tests-only/', import.meta.url),
)
const names = readdirSync(folder).filter((name) => /\.(?:asc|gpg)$/.test(name))
const keysOf = (bytes: Uint8Array) =>
  openPgpKeys(bytes, (algorithm, data) => createHash(algorithm).update(data).digest('hex'))
const read = (name: string): Uint8Array => readFileSync(`${folder}${name}`)

test('there are public and secret keys to try', () => {
  expect(names.filter((name) => name.includes('.public.')).length).toBe(16)
  expect(names.filter((name) => name.includes('.secret.')).length).toBe(16)
})

describe.each(names)('%s', (name) => {
  test('is told to be public or secret', () => {
    const keys = keysOf(read(name)) ?? []
    expect(keys.length).toBeGreaterThan(0)
    expect(keys.some(({ secret }) => secret)).toBe(name.includes('.secret.'))
  })
})

describe.each(names.filter((name) => name.includes('.public.')))('%s', (name) => {
  test('has the fingerprints that OpenPGP.js finds, and its subkeys their owner', async () => {
    const [key] = await openpgp.readKeys({ armoredKeys: read(name).toString() })
    const all = key?.getKeys().map((one) => one.getFingerprint().toUpperCase())
    const own = keysOf(read(name)) ?? []
    expect(own.map(({ fingerprint }) => fingerprint)).toEqual(all)
    expect(own.map(({ owner }) => owner)).toEqual(own.map(() => all?.[0]))
    expect(own.map(({ primary }) => primary)).toEqual(own.map((_, index) => index === 0))
  })

  test('is the same without armor, with CR LF, and behind another key', () => {
    const text = read(name).toString()
    const other = read('other.public.asc').toString()
    expect(keysOf(Buffer.from(text.replaceAll('\n', '\r\n')))).toEqual(keysOf(read(name)))
    expect(keysOf(Buffer.from(`${other}\n${text}`))).toEqual([
      ...(keysOf(Buffer.from(other)) ?? []),
      ...(keysOf(read(name)) ?? []),
    ])
  })
})

test('a key of version 6 has its fingerprint (RFC 9580)', async () => {
  const { publicKey, privateKey } = await openpgp.generateKey({
    type: 'curve25519',
    userIDs: [{ name: 'test' }],
    format: 'object',
    config: { v6Keys: true },
  })
  const fingerprint = publicKey.getFingerprint().toUpperCase()
  expect(fingerprint.length).toBe(64)
  expect(keysOf(Buffer.from(publicKey.armor()))?.[0]?.fingerprint).toBe(fingerprint)
  expect(keysOf(publicKey.write())?.[0]?.fingerprint).toBe(fingerprint)
  expect(keysOf(privateKey.write())?.every(({ secret }) => secret)).toBe(true)
})

test.each([
  ['nothing', ''],
  ['text', 'no key\n'],
  ['armor without end', '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n'],
  [
    'armor of no base64',
    '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n!\n-----END PGP PUBLIC KEY BLOCK-----\n',
  ],
])('%s holds no key', (_, text) => {
  expect(keysOf(Buffer.from(text)) ?? []).toEqual([])
})

test('a key that was cut gives no other fingerprint, wherever it was cut', async () => {
  const key = await openpgp.readKey({ armoredKey: read('curve25519.public.asc').toString() })
  const bytes = key.write()
  const whole = keysOf(bytes)
  expect(whole?.length).toBe(2)
  for (let length = 1; length < bytes.length; length++) {
    const cut = keysOf(bytes.subarray(0, length)) ?? []
    expect(cut).toEqual(whole?.slice(0, cut.length))
  }
})
