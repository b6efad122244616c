import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testRecipient } from '@sopskit/test-vectors'
import { describe, expect, test } from 'vitest'
import { encrypt, type FileFormat, fileStatus, statusOfFile } from '../../../src/index.ts'
import { expectError } from '../../support/expect-error.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const encrypted = (await encrypt('a: x\n', { format: 'yaml', recipients: testRecipient(0) })).text()
const without = (field: string) => encrypted.replace(new RegExp(`^ {4}${field}:.*\n`, 'm'), '')

describe('CLI-120: as sops answers', () => {
  test.each<readonly [string, string, FileFormat, boolean]>([
    ['an encrypted file', encrypted, 'yaml', true],
    ['a plain one', 'a: x\n', 'yaml', false],
    ['several plain documents', 'a: 1\n---\nb: 1\n', 'yaml', false],
    ['an empty YAML file', '', 'yaml', false],
    ['an empty dotenv file', '', 'dotenv', false],
    ['an empty INI file', '', 'ini', false],
    ['an empty object, as JSON and as binary', '{}', 'binary', false],
    ['no MAC', without('mac'), 'yaml', false],
    ['no version', without('version'), 'yaml', false],
    ['a version that is none', encrypted.replace('3.13.3', 'banana'), 'yaml', true],
  ])('%s', async (_, text, format, answer) => {
    expect(await fileStatus(text, { format })).toEqual({ encrypted: answer })
  })

  test.each([
    ['text that is no YAML', 'a: [\n', 'yaml', 'PARSE_FAILED'],
    ['a comment alone', '# only\n', 'yaml', 'PARSE_FAILED'],
    ['a key twice', 'a: 1\na: 2\n', 'yaml', 'DUPLICATE_KEY'],
    ['an empty JSON file', '', 'json', 'PARSE_FAILED'],
    ['plain text as binary', 'hello\n', 'binary', 'PARSE_FAILED'],
    ['sops that is no map', 'sops: 1\n', 'yaml', 'METADATA_INVALID'],
    ['no time', without('lastmodified'), 'yaml', 'METADATA_INVALID'],
    ['no keys', encrypted.replace(/^ {4}age:\n(?: {8}.*\n)*/m, ''), 'yaml', 'NO_MASTER_KEYS'],
  ] as const)('%s is an error', async (_, text, format, code) => {
    await expectError(code, () => fileStatus(text, { format }))
  })
})

test('a file goes by its name, unless a format is given', async () => {
  const path = join(await temporaryFolder(), 'x.yaml')
  await writeFile(path, encrypted)
  expect(await statusOfFile(path)).toEqual({ encrypted: true })
  await expectError('PARSE_FAILED', () => statusOfFile(path, { format: 'json' }))
  await expectError('FILE_NOT_FOUND', () => statusOfFile(`${path}.no`))
})
