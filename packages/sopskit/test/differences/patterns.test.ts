import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testRecipient } from '@sopskit/test-vectors'
import { beforeEach, describe, expect, test } from 'vitest'
import { sopskit } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { expectRefused } from './expect-refused.ts'

let folder: string

beforeEach(async () => {
  folder = await temporaryFolder()
  await writeFile(join(folder, 'x.yaml'), 'password: hunter2\n')
})

const encryptBy = (pattern: string) => [
  'encrypt',
  '--age',
  testRecipient(0),
  '--encrypted-regex',
  pattern,
  'x.yaml',
]

/** A file encrypted under one pattern that says it was another, as sops writes where it knows the other. */
async function fileThatNames(pattern: string, encryptedUnder: string): Promise<void> {
  const { stdout } = await sopskit(folder, encryptBy(encryptedUnder))
  const line = `encrypted_regex: ${encryptedUnder}\n`
  expect(stdout).toContain(line)
  await writeFile(join(folder, 'enc.yaml'), stdout.replace(line, `encrypted_regex: ${pattern}\n`))
}

test('a file whose metadata hold an invalid pattern is read, with a warning that names the rule (Q8)', async () => {
  await fileThatNames('(', '^none')
  const run = await sopskit(folder, ['decrypt', 'enc.yaml'])
  expect(run).toMatchObject({ exit: 0, stdout: 'password: hunter2\n' })
  expect(run.stderr).toMatch(/^sopskit: warning: INVALID_REGEX_IN_FILE: .*encrypted_regex.*\n$/)
})

describe('patterns that sops knows and this engine does not are refused', () => {
  const patterns = [
    '^\\p{ASCII}+$',
    '^\\p{Letter}+$',
    '^\\p{Lowercase_Letter}+$',
    '^\\p{l}+$',
    '(?P<n>pass)(?P<n>word)',
  ]

  test.each(patterns)('%s on encryption', async (pattern) => {
    await expectRefused(folder, encryptBy(pattern), { expected: 'INVALID_REGEX 8' })
  })

  test.each(patterns)('%s in a file, through its MAC', async (pattern) => {
    await fileThatNames(pattern, '^p')
    await expectRefused(folder, ['decrypt', 'enc.yaml'], { expected: 'MAC_MISMATCH 51' })
  })
})

test('classes know the characters of newer Unicode tables', async () => {
  // A digit since Unicode 16; sops 3.13.3 does not take it for one.
  await writeFile(join(folder, 'x.yaml'), '"\\U00010D40": hunter2\n')
  const { exit, stdout } = await sopskit(folder, encryptBy('^\\p{Nd}$'))
  expect(exit).toBe(0)
  expect(stdout).toMatch(/^"\\U00010D40": ENC\[/)
})
