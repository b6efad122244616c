import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testRecipient } from '@sopskit/test-vectors'
import { beforeEach, describe, expect, test } from 'vitest'
import { sopskit } from '../support/command.ts'
import { encryptedFile } from '../support/encrypted-file.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { expectRefused } from './expect-refused.ts'

const age = ['--age', testRecipient(0)]
let folder: string

beforeEach(async () => {
  folder = await temporaryFolder()
  await writeFile(join(folder, 'x.yaml'), 'a: hunter2\n')
  await encryptedFile(folder, 'enc.yaml', 'a: hunter2\n')
})

const expectUsage = (...argv: string[]) => expectRefused(folder, argv, { expected: 'USAGE 1' })

describe('nothing on a command line is ignored', () => {
  test('a second file name is refused', async () => {
    await expectUsage('encrypt', ...age, '-i', 'x.yaml', 'enc.yaml')
    await expectUsage('decrypt', 'enc.yaml', 'enc.yaml')
  })

  test('an unknown flag is refused behind the file name too', async () => {
    await expectUsage('decrypt', 'enc.yaml', '-x')
    await expectUsage('decrypt', 'enc.yaml', '--bogus=1')
  })

  test('a flag of a command is refused before it', async () => {
    await expectUsage(...age, 'encrypt', 'x.yaml')
    await expectUsage('--extract', '["a"]', 'decrypt', 'enc.yaml')
  })
})

test('of two spellings of one flag the last one counts', async () => {
  const argv = ['encrypt', '-a', testRecipient(1), '--age', testRecipient(0), 'x.yaml']
  const { exit, stdout } = await sopskit(folder, argv)
  expect(exit).toBe(0)
  expect(stdout.match(/recipient: .*/g)).toEqual([`recipient: ${testRecipient(0)}`])
})

test.each(['010', '0x2', '1_0', '0b1'])('integers are decimal: %s', async (number) => {
  await expectUsage('decrypt', '--indent', number, 'enc.yaml')
  await expectUsage('encrypt', ...age, '--shamir-secret-sharing-threshold', number, 'x.yaml')
})
