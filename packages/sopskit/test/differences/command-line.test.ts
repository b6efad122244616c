import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
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

test('one value does not replace the file it was taken from', async () => {
  const argv = ['decrypt', '--extract', '["a"]', '-i', 'enc.yaml']
  await expectRefused(folder, argv, { expected: 'CONFLICTING_OPTIONS 8' })
})

describe('what would be lost under another name (J11)', () => {
  const toJson = ['decrypt', '--output-type', 'json', '--output']

  beforeEach(async () => {
    await encryptedFile(folder, 'many.yaml', 'a: 1\n---\nb: 2\n')
    await symlink('many.yaml', join(folder, 'link.yaml'))
  })

  test('several documents are not replaced by one, whichever name is used', async () => {
    const refused = { expected: 'EMIT_FAILED 4' } as const
    await expectRefused(folder, [...toJson, 'link.yaml', 'many.yaml'], refused)
    await expectRefused(folder, [...toJson, 'many.yaml', 'link.yaml'], refused)
    const stdin = await readFile(join(folder, 'many.yaml'))
    const before = stdin.toString()
    const argv = [...toJson, 'many.yaml', '--filename-override', 'many.yaml']
    expect((await sopskit(folder, argv, { stdin })).exit).toBe(4)
    expect(await readFile(join(folder, 'many.yaml'), 'utf8')).toBe(before)
  })

  test('a new file is written', async () => {
    expect((await sopskit(folder, [...toJson, 'new.json', 'many.yaml'])).exit).toBe(0)
    expect(await readFile(join(folder, 'new.json'), 'utf8')).toBe('{\n\t"a": 1\n}\n')
  })
})

describe('where an output path leads', () => {
  beforeEach(async () => {
    await mkdir(join(folder, 'real', 'deep'), { recursive: true })
    await symlink('real/deep', join(folder, 'link'))
    await writeFile(join(folder, 'out.yaml'), 'precious')
  })

  test('".." behind a link is followed, not cut from the text (CLI-043)', async () => {
    const { exit } = await sopskit(folder, ['decrypt', '--output', 'link/../out.yaml', 'enc.yaml'])
    expect(exit).toBe(0)
    expect(await readFile(join(folder, 'out.yaml'), 'utf8')).toBe('precious')
    expect(await readFile(join(folder, 'real', 'out.yaml'), 'utf8')).toBe('a: hunter2\n')
  })

  test('a link that leads nowhere yet is followed from where it stands', async () => {
    await symlink('../x.yaml', join(folder, 'real', 'deep', 'dangling'))
    const before = await readFile(join(folder, 'x.yaml'), 'utf8')
    const { exit } = await sopskit(folder, ['decrypt', '--output', 'link/dangling', 'enc.yaml'])
    expect(exit).toBe(0)
    expect(await readFile(join(folder, 'x.yaml'), 'utf8')).toBe(before)
    expect(await readFile(join(folder, 'real', 'x.yaml'), 'utf8')).toBe('a: hunter2\n')
  })

  test('a folder that is not there is no file', async () => {
    const argv = ['decrypt', '--output', 'new/', 'enc.yaml']
    await expectRefused(folder, argv, { expected: 'FILE_UNWRITABLE 3' })
  })
})
