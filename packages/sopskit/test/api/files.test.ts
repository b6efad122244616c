import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { beforeEach, describe, expect, test } from 'vitest'
import { decryptFile, encryptFile } from '../../src/index.ts'
import { expectError } from '../support/expect-error.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const recipients = testRecipient(0)
const identities = [testIdentity(0)]
const plain = 'password: hunter2\n'
let folder: string
let file: string

beforeEach(async () => {
  folder = await temporaryFolder()
  file = join(folder, 'x.yaml')
  await writeFile(file, plain)
})

describe('a file', () => {
  test('is read, and only given back', async () => {
    const encrypted = await encryptFile(file, { recipients })
    expect(encrypted.writtenTo).toBeUndefined()
    expect(encrypted.text()).toContain('ENC[')
    expect(await readFile(file, 'utf8')).toBe(plain)
  })

  test('is changed in place, there and back', async () => {
    const encrypted = await encryptFile(file, { recipients, inPlace: true })
    expect(encrypted.writtenTo).toBe(file)
    expect(await readFile(file, 'utf8')).toBe(encrypted.text())
    const decrypted = await decryptFile(file, { identities, inPlace: true })
    expect(decrypted.macVerified).toBe(true)
    expect(await readFile(file, 'utf8')).toBe(plain)
  })

  test('goes to another file and format', async () => {
    const output = join(folder, 'y.json')
    await encryptFile(file, { recipients, output, outputFormat: 'json' })
    expect(JSON.parse(await readFile(output, 'utf8'))).toHaveProperty('sops')
    const decrypted = await decryptFile(output, { identities, outputFormat: 'yaml' })
    expect(decrypted.text()).toBe(plain)
  })

  test('has the format that is named, whatever its name', async () => {
    const other = join(folder, 'noname')
    await writeFile(other, plain)
    const encrypted = await encryptFile(other, { recipients, format: 'yaml' })
    expect(encrypted.text()).toContain('password: ENC[')
  })
})

describe('refused', () => {
  test('both in place and to another file', async () => {
    const options = { recipients, inPlace: true, output: 'x' }
    await expectError('CONFLICTING_OPTIONS', () => encryptFile(file, options))
  })

  test('missing, or a folder', async () => {
    await expectError('FILE_NOT_FOUND', () => encryptFile(join(folder, 'no.yaml'), { recipients }))
    await expectError('FILE_UNREADABLE', () => decryptFile(folder, { identities }))
  })

  test('where only the first of several documents would be left', async () => {
    await writeFile(file, 'a: 1\n---\nb: 2\n')
    await encryptFile(file, { recipients, inPlace: true })
    const before = await readFile(file, 'utf8')
    const options = { identities, outputFormat: 'json' } as const
    await expectError('EMIT_FAILED', () => decryptFile(file, { ...options, inPlace: true }))
    await expectError('EMIT_FAILED', () => decryptFile(file, { ...options, output: file }))
    expect(await readFile(file, 'utf8')).toBe(before)
    const { warnings } = await decryptFile(file, { ...options, output: join(folder, 'y') })
    expect(warnings.map(({ code }) => code)).toEqual(['DOCUMENTS_DROPPED'])
  })

  test('after a failure, with the file as it was', async () => {
    await encryptFile(file, { recipients, inPlace: true })
    const before = await readFile(file, 'utf8')
    const wrong = { identities: [testIdentity(1)], inPlace: true }
    await expectError('DATA_KEY_UNAVAILABLE', () => decryptFile(file, wrong))
    await expectError('ALREADY_ENCRYPTED', () => encryptFile(file, { recipients, inPlace: true }))
    expect(await readFile(file, 'utf8')).toBe(before)
  })
})
