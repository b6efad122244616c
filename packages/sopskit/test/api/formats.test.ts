import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { describe, expect, test } from 'vitest'
import { decrypt, decryptFile, encrypt } from '../../src/index.ts'
import { expectError } from '../support/expect-error.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const recipients = testRecipient(0)
const identities = [testIdentity(0)]
const binary = { format: 'binary' } as const
const bytes = Uint8Array.of(0xff, 0x00, 0x0d, 0x0a)

describe('a binary file (B1, B2)', () => {
  test('is JSON when it is encrypted, and the same bytes afterwards', async () => {
    const encrypted = await encrypt(bytes, { ...binary, recipients })
    expect(encrypted.text()).toMatch(/^\{\n\t"data": "ENC\[AES256_GCM,/)
    expect((await decrypt(encrypted.bytes, { ...binary, identities })).bytes).toEqual(bytes)
  })

  test('of nothing stays one of nothing', async () => {
    const encrypted = await encrypt('', { ...binary, recipients })
    expect(encrypted.text()).toMatch(/^\{\n\t"data": "",/)
    expect((await decrypt(encrypted.bytes, { ...binary, identities })).bytes).toHaveLength(0)
  })

  test('that is encrypted already is only bytes', async () => {
    const once = await encrypt(bytes, { ...binary, recipients })
    const twice = await encrypt(once.bytes, { ...binary, recipients })
    expect((await decrypt(twice.bytes, { ...binary, identities })).bytes).toEqual(once.bytes)
  })

  test.each([
    ['a rule', { encryptedRegex: 'x' }],
    ['a rule that is none', { encryptedRegex: '(' }],
    ['two rules', { encryptedSuffix: 'x', unencryptedRegex: 'y' }],
    ['a MAC over encrypted values only', { macOnlyEncrypted: true }],
  ])('is encrypted as a whole, and %s is ignored with a warning (B3)', async (_, rule) => {
    const { metadata, warnings } = await encrypt(bytes, { ...binary, ...rule, recipients })
    expect(warnings.map(({ code }) => code)).toEqual(['RULE_IGNORED'])
    expect(metadata.rule).toEqual({ kind: 'none' })
    expect(metadata.macOnlyEncrypted).toBe(false)
  })

  test('needs the key data and text behind it (B2, B4)', async () => {
    const asBinary = { format: 'yaml', outputFormat: 'binary', identities } as const
    for (const plain of ['x: 1\n', 'data: 1\n', 'data: x\n---\nb: y\n']) {
      const { bytes: encrypted } = await encrypt(plain, { format: 'yaml', recipients })
      await expectError('EMIT_FAILED', () => decrypt(encrypted, asBinary))
    }
  })

  test('holds one key alone: what is left out is told, and never replaces its file', async () => {
    const file = join(await temporaryFolder(), 'x.yaml')
    const { bytes: encrypted } = await encrypt('data: x\nb: y\n', { format: 'yaml', recipients })
    await writeFile(file, encrypted)
    const asBinary = { outputFormat: 'binary', identities } as const
    const { text, warnings } = await decryptFile(file, asBinary)
    expect(text()).toBe('x')
    expect(warnings.map(({ code }) => code)).toEqual(['KEYS_DROPPED'])
    await expectError('EMIT_FAILED', () => decryptFile(file, { ...asBinary, inPlace: true }))
    expect(await readFile(file)).toEqual(Buffer.from(encrypted))
  })
})

describe('options that plain JavaScript can get wrong', () => {
  test.each<[string, unknown]>([
    ['an unknown format', { format: 'yml', recipients }],
    ['no format', { recipients }],
    ['a recipient that is no text', { format: 'yaml', recipients: [undefined, recipients] }],
    ['a number for recipients', { format: 'yaml', recipients: 5 }],
  ])('encrypting with %s', async (_, options) => {
    await expectError('INVALID_OPTION', () => encrypt('a: 1\n', options as never))
  })

  test.each<[string, unknown]>([
    ['an identity that is no text', { format: 'json', identities: [undefined] }],
    ['identities that are no list', { format: 'json', identities: 5 }],
    ['another word than environment', { format: 'json', identities: 'enviroment' }],
    ['an unknown output format', { format: 'json', outputFormat: 'txt', identities }],
  ])('decrypting with %s', async (_, options) => {
    const { bytes: encrypted } = await encrypt('{"a":"x"}', { format: 'json', recipients })
    await expectError('INVALID_OPTION', () => decrypt(encrypted, options as never))
  })
})

describe('what JSON cannot hold', () => {
  const asJson = { outputFormat: 'json', identities } as const

  test('bytes that are not UTF-8 are replaced: that is told, and never done to the file (J9)', async () => {
    const file = join(await temporaryFolder(), '.env')
    const plain = Uint8Array.of(0x61, 0x3d, 0xff)
    await writeFile(file, (await encrypt(plain, { format: 'dotenv', recipients })).bytes)
    const before = await readFile(file)
    const { warnings } = await decryptFile(file, asJson)
    expect(warnings.map(({ code }) => code)).toEqual(['BYTES_REPLACED'])
    await expectError('EMIT_FAILED', () => decryptFile(file, { ...asJson, inPlace: true }))
    expect(await readFile(file)).toEqual(before)
  })
})
