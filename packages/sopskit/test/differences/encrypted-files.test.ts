import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  ageMasterKeys,
  branch,
  comment,
  encryptTree,
  entry,
  loadAead,
  type TreeBranches,
} from '@sopskit/core'
import { ageKeyService } from '@sopskit/keyservice-age'
import { yamlStore } from '@sopskit/stores/yaml'
import { testRecipient } from '@sopskit/test-vectors'
import { beforeEach, expect, test } from 'vitest'
import { runtimeRandom } from '../../src/options/runtime-options.ts'
import { sopskit } from '../support/command.ts'
import { encryptedFile } from '../support/encrypted-file.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { expectRefused } from './expect-refused.ts'

const age = ['--age', testRecipient(0)]
let folder: string

beforeEach(async () => {
  folder = await temporaryFolder()
})

test('a plain value that reads back differently is refused before anything is written', async () => {
  // The MAC counts `-0`; what is read back is the int 0.
  await writeFile(join(folder, 'x.yaml'), 'a_unencrypted: -0.0\nb: hunter2\n')
  for (const to of [[], ['-i'], ['--output', 'out.yaml']]) {
    const argv = ['encrypt', ...age, ...to, 'x.yaml']
    const message = await expectRefused(folder, argv, { expected: 'EMIT_FAILED 4' })
    expect(message).toMatch(/ \(at \["a_unencrypted"\]\)\n$/)
  }
})

test('comments that would be judged otherwise once they are encrypted are refused (R6, V20)', async () => {
  // The second becomes an item of the list and ends the reach of the first.
  await writeFile(join(folder, 'x.yaml'), 'l:\n    # enc\n    # second\n    - hunter2\n')
  const argv = ['encrypt', ...age, '--encrypted-comment-regex', 'enc', '-i', 'x.yaml']
  await expectRefused(folder, argv, { expected: 'EMIT_FAILED 4' })
})

test('an encrypted comment that is read back elsewhere is a warning', async () => {
  await writeFile(join(folder, 'x.yaml'), 'a:\n    b:\n        c: x\n    # foot\n\nd: z\n')
  const { exit, stdout, stderr } = await sopskit(folder, ['encrypt', ...age, 'x.yaml'])
  expect(exit).toBe(0)
  expect(stderr).toMatch(/^sopskit: warning: COMMENT_MOVED: .* \(at \["a"\]\)\n$/)
  const argv = ['decrypt', '--filename-override', 'x.yaml']
  const decrypted = await sopskit(folder, argv, { stdin: stdout })
  expect(decrypted.exit).toBe(0)
  expect(decrypted.stdout).toMatch(/^a:\n {4}b:\n {8}c: x\n {8}#ENC\[.*\]\nd: z\n$/)
})

test('an empty comment in a list stays a comment (V20)', async () => {
  const plain = 'l:\n    #\n    - 1\n'
  const encrypted = await encryptedFile(folder, 'x.yaml', plain)
  expect(encrypted).toMatch(/^l:\n {4}#\n {4}- ENC\[.*\]\nsops:\n/)
  const decrypted = await sopskit(folder, ['decrypt', 'x.yaml'])
  expect(decrypted).toEqual({ exit: 0, stdout: plain, stderr: '' })
})

test('a decrypted comment that YAML cannot hold is refused', async () => {
  const plain: TreeBranches = [branch([comment('bell \u0007'), entry('a', 'x')])]
  const { branches } = await encryptTree(plain, {
    keyGroups: [ageMasterKeys(testRecipient(0))],
    layout: 'nested',
    services: [ageKeyService()],
    aead: await loadAead(),
    random: runtimeRandom,
    now: new Date(),
  })
  await writeFile(join(folder, 'x.yaml'), yamlStore().emit(branches))
  for (const to of [[], ['-i']]) {
    await expectRefused(folder, ['decrypt', ...to, 'x.yaml'], { expected: 'EMIT_FAILED 4' })
  }
  const json = await sopskit(folder, ['decrypt', '--output-type', 'json', 'x.yaml'])
  expect(json).toEqual({ exit: 0, stdout: '{\n\t"a": "x"\n}\n', stderr: '' })
})
