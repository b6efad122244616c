import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { sopskit } from '../support/command.ts'
import { encryptedFile } from '../support/encrypted-file.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { expectRefused } from './expect-refused.ts'

let folder: string
let encrypted: string

beforeEach(async () => {
  folder = await temporaryFolder()
  encrypted = await encryptedFile(folder, 'x.yaml', 'a: hunter2\n')
})

async function change(from: RegExp | string, to: string): Promise<void> {
  const text = encrypted.replace(from, to)
  expect(text).not.toBe(encrypted)
  await writeFile(join(folder, 'x.yaml'), text)
}

const withField = (line: string) => change(/^ {4}mac:/m, `    ${line}\n    mac:`)

test('a time with an offset of 24 hours is damaged metadata', async () => {
  await change(/(lastmodified: ".*)Z"/, '$1+24:00"')
  await expectRefused(folder, ['decrypt', 'x.yaml'], { expected: 'METADATA_INVALID 1' })
})

describe('the threshold', () => {
  test.each(['"010"', '"0x0"', '"0o0"', '"00"'])(
    'is refused as text that is not plain decimal: %s',
    async (text) => {
      await withField(`shamir_threshold: ${text}`)
      await expectRefused(folder, ['decrypt', 'x.yaml'], { expected: 'METADATA_INVALID 1' })
    },
  )

  test.each(['0', '"0"', '010', '0x0'])('is read as sops reads it: %s', async (text) => {
    await withField(`shamir_threshold: ${text}`)
    const run = await sopskit(folder, ['decrypt', 'x.yaml'])
    expect(run).toEqual({ exit: 0, stdout: 'a: hunter2\n', stderr: '' })
  })
})
