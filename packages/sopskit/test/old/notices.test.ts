import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { sopskit } from '../support/command.ts'
import { encryptedFile } from '../support/encrypted-file.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

// Types and versions are covered by nothing (M1), so files of today can be made into those of 1.x by hand.
const texts = { a: '2.0', b: '123456789012345678901234567890', c: 'bytes' }
const plain = `a: "${texts.a}"\nb: "${texts.b}"\nc: ${texts.c}\n`

async function fileBy(version: string): Promise<string> {
  const folder = await temporaryFolder()
  const file = join(folder, 'old.yaml')
  await encryptedFile(folder, 'old.yaml', plain)
  const types = ['float', 'int', 'bytes']
  const changed = (await readFile(file, 'utf8'))
    .replaceAll(/^([abc]: .*)type:str/gm, (_, value: string) => `${value}type:${types.shift()}`)
    .replace(/version: .*/, `version: "${version}"`)
  await writeFile(file, changed)
  return folder
}

it('the command says on stderr what it read as 1.x wrote it, and shows no value there', async () => {
  const { exit, stdout, stderr } = await sopskit(await fileBy('1.18'), ['decrypt', 'old.yaml'])
  expect({ exit, stdout }).toEqual({ exit: 0, stdout: `a: 2\nb: ${texts.b}\nc: bytes\n` })
  const codes = stderr.matchAll(/^sopskit: warning: (\w+): /gm)
  expect([...codes].map(([, code]) => code)).toEqual([
    'LEGACY_SPELLING',
    'LEGACY_INTEGER',
    'LEGACY_BYTES',
  ])
  expect(stderr).toContain('(at ["b"])')
  expect(stderr).not.toContain(texts.b)
})

it.each([
  ['2.0.9', 25],
  ['3.13.3', 25],
])('the same in a file by %s is refused with exit %i', async (version, code) => {
  const { exit, stdout } = await sopskit(await fileBy(version), ['decrypt', 'old.yaml'])
  expect({ exit, stdout }).toEqual({ exit: code, stdout: '' })
})
