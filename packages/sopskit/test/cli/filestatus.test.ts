import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { encryptedFile } from '../support/encrypted-file.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { expectAllRefused, expectSilent } from './expect-run.ts'

let folder: string

beforeEach(async () => {
  folder = await temporaryFolder()
  await encryptedFile(folder, 'e.yaml', 'a: 1\n')
  await writeFile(join(folder, 'p.yaml'), 'a: 1\n')
  await writeFile(join(folder, 'empty.yaml'), '')
  await writeFile(join(folder, 'p.txt'), 'text')
})

test('tells whether a file is encrypted, without any identity (CLI-120)', async () => {
  const status = (...argv: string[]) => expectSilent(folder, ['filestatus', ...argv], { env: {} })
  expect(await status('e.yaml')).toBe('{"encrypted":true}\n')
  expect(await status('p.yaml')).toBe('{"encrypted":false}\n')
  expect(await status('empty.yaml')).toBe('{"encrypted":false}\n')
  expect(await status('--input-type', 'dotenv', 'empty.yaml')).toBe('{"encrypted":false}\n')
})

test('what is refused, by the exit codes of sops', async () => {
  await expectAllRefused(folder, 'NO_FILE 100', [['filestatus']])
  await expectAllRefused(folder, 'FILE_NOT_FOUND 1', [['filestatus', 'x.yaml']])
  await expectAllRefused(folder, 'PARSE_FAILED 1', [['filestatus', 'p.txt']])
  await expectAllRefused(folder, 'USAGE 1', [['filestatus', 'e.yaml', 'p.yaml']])
  await writeFile(join(folder, '.sops.yaml'), 'a: [')
  await expectAllRefused(folder, 'CONFIG_INVALID 1', [['filestatus', 'e.yaml']])
})
