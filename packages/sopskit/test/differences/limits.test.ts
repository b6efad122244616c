import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testRecipient } from '@sopskit/test-vectors'
import { beforeEach, expect, test } from 'vitest'
import { sopskit } from '../support/command.ts'
import { encryptedFile } from '../support/encrypted-file.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { expectRefused } from './expect-refused.ts'

let folder: string

beforeEach(async () => {
  folder = await temporaryFolder()
})

const lists = (levels: number) => `${'['.repeat(levels)}1${']'.repeat(levels)}`

/** Both commands must refuse this content, each with its exit. */
async function expectLimit(name: string, content: string): Promise<void> {
  await writeFile(join(folder, name), content)
  const encrypt = ['encrypt', '--age', testRecipient(0), name]
  await expectRefused(folder, encrypt, { expected: 'LIMIT_EXCEEDED 2' })
  await expectRefused(folder, ['decrypt', name], { expected: 'LIMIT_EXCEEDED 1' })
}

test('YAML of more than 1,000 levels is refused', async () => {
  await expectLimit('x.yaml', `a: ${lists(1000)}\n`)
})

test('JSON of more than 1,000 levels is refused', async () => {
  await expectLimit('x.json', `{"a": ${lists(1000)}}`)
})

test('1,000 levels are fine', async () => {
  expect(await encryptedFile(folder, 'x.json', `{"a": ${lists(999)}}`)).toContain('ENC[')
  expect(await encryptedFile(folder, 'x.yaml', `a: ${lists(999)}\n`)).toContain('ENC[')
})

test('YAML whose aliases stand for too much text is refused', async () => {
  const lines = ['a0: &a0 [x, x]']
  for (let n = 1; n <= 40; n++) lines.push(`a${n}: &a${n} [*a${n - 1} , *a${n - 1} ]`)
  await expectLimit('x.yaml', `${lines.join('\n')}\n`)
})

test('JSON is indented by at most 1,000 spaces', async () => {
  await encryptedFile(folder, 'x.json', '{"a": 1}')
  const indented = (spaces: number) => ['decrypt', '--indent', String(spaces), 'x.json']
  await expectRefused(folder, indented(1001), { expected: 'INVALID_INDENT 4' })
  const { exit, stdout } = await sopskit(folder, indented(1000))
  expect(exit).toBe(0)
  expect(stdout).toBe(`{\n${' '.repeat(1000)}"a": 1\n}\n`)
})
