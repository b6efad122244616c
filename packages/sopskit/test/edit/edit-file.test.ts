import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { compatibleVersion } from '@sopskit/core'
import { beforeEach, describe, expect, test } from 'vitest'
import { exitCodeOf } from '../../src/cli/exit-codes.ts'
import type { FileFormat } from '../../src/formats/file-format.ts'
import { decrypt } from '../../src/index.ts'
import { encrypted, identities } from '../exec/encrypted.ts'
import { expectError } from '../support/expect-error.ts'
import { namesIn } from '../support/temporary-folder.ts'
import { type Desk, makeDesk } from './desk.ts'

let desk: Desk
const plain = '# note\nuser: app\npassword: hunter2\nhosts:\n    - a\n    - a\n'

beforeEach(async () => {
  desk = await makeDesk()
})

async function place(name: string, text: string, format: FileFormat = 'yaml'): Promise<string> {
  const bytes = await encrypted(text, format)
  await writeFile(join(desk.folder, name), bytes)
  return Buffer.from(bytes).toString()
}

async function plainOf(name: string, format: FileFormat = 'yaml'): Promise<string> {
  const bytes = await readFile(join(desk.folder, name))
  return (await decrypt(bytes, { format, identities })).text()
}

describe('an edited file', () => {
  test('differs only where it was edited, in its MAC and its time (CLI-075)', async () => {
    const before = await place('x.yaml', plain)
    const now = new Date('2099-01-02T03:04:05Z')
    const result = await desk.edit('x.yaml', ['sub s/hunter2/hunter3/'], { now })
    expect(result).toMatchObject({ created: false, macVerified: true, warnings: [] })
    expect(result.writtenTo).toBe(join(desk.folder, 'x.yaml'))
    expect(await desk.written('x.yaml')).toBe(result.text())
    expect(await plainOf('x.yaml')).toBe(plain.replace('hunter2', 'hunter3'))
    const changed = before.split('\n').filter((line, at) => line !== result.text().split('\n')[at])
    expect(changed.map((line) => /^\s*(\w+):/.exec(line)?.[1])).toEqual([
      'password',
      'lastmodified',
      'mac',
    ])
  })

  test('is plain in a file for this user alone, of the same name (CLI-070)', async () => {
    await place('x.yaml', plain)
    await desk.edit('x.yaml', [
      'cp $f seen; ls -ld $f "$(dirname $f)" > modes; echo $f > name; echo "b: 2" >> $f',
    ])
    expect(await desk.written('seen')).toBe(plain)
    const modes = (await desk.written('modes')).split('\n').map((line) => line.slice(0, 10))
    expect(modes).toEqual(expect.arrayContaining(['-rw-------', 'drwx------']))
    const name = (await desk.written('name')).trim()
    expect(name).toMatch(/\/x\.yaml$/)
    expect(name.startsWith(desk.temporary)).toBe(true)
    expect(await desk.leftovers()).toEqual([])
  })

  test('that was not changed is left alone, and exits 200 (CLI-073)', async () => {
    const before = await place('x.yaml', plain)
    const status = await stat(join(desk.folder, 'x.yaml'))
    const error = await expectError('FILE_NOT_CHANGED', () => desk.edit('x.yaml', ['touch $f']))
    expect(exitCodeOf(error.code, {})).toBe(200)
    expect(await desk.written('x.yaml')).toBe(before)
    const { ino, mtimeMs } = await stat(join(desk.folder, 'x.yaml'))
    expect({ ino, mtimeMs }).toEqual({ ino: status.ino, mtimeMs: status.mtimeMs })
    expect(await desk.leftovers()).toEqual([])
  })

  test('of which only the spelling changed gets a new MAC, as in sops', async () => {
    const before = await place('x.yaml', 'a: x\n')
    const now = new Date('2099-01-02T03:04:05Z')
    const result = await desk.edit('x.yaml', [`echo 'a: "x"' > $f`], { now })
    expect(result.text().split('\n')[0]).toBe(before.split('\n')[0])
    expect(result.text()).not.toBe(before)
  })

  test('may be replaced by the editor, which may leave others behind', async () => {
    await place('x.yaml', plain)
    await desk.edit('x.yaml', [
      'sed s/app/web/ $f > $f.new; cp $f $f~; mv $f.new $f; mkdir $(dirname $f)/d; echo > $(dirname $f)/d/.swp',
    ])
    expect(await plainOf('x.yaml')).toBe(plain.replace('app', 'web'))
    expect(await desk.leftovers()).toEqual([])
  })

  const formats: readonly (readonly [FileFormat, string, string])[] = [
    ['yaml', 'x.yaml', 'a: one\n'],
    ['json', 'x.json', '{\n\t"a": "one"\n}\n'],
    ['dotenv', 'x.env', 'a=one\n'],
    ['ini', 'x.ini', '[s]\na = one\n'],
    ['binary', 'x.bin', 'one\n'],
  ]

  test.each(formats)('in %s', async (format, name, text) => {
    await place(name, text, format)
    await desk.edit(name, ['cp $f seen; sub s/one/two/'])
    expect(await desk.written('seen')).toBe(text)
    expect(await plainOf(name, format)).toBe(text.replace('one', 'two'))
  })

  test('can change its format, in the editor as well', async () => {
    await place('x.yaml', 'a: one\n')
    await desk.edit('x.yaml', ['cp $f seen; sub s/one/two/'], { outputFormat: 'json' })
    expect(await desk.written('seen')).toBe('{\n\t"a": "one"\n}\n')
    expect(await plainOf('x.yaml', 'json')).toBe('{\n\t"a": "two"\n}\n')
  })

  test('but not lose documents by that, as in sops (J11)', async () => {
    const before = await place('x.yaml', 'a: 1\n---\nb: 2\n')
    const toJson = () => desk.edit('x.yaml', ['echo {} > $f'], { outputFormat: 'json' })
    await expectError('EMIT_FAILED', toJson)
    expect(await desk.editorRuns()).toBe(0)
    expect(await desk.written('x.yaml')).toBe(before)
    await desk.edit('x.yaml', ['sub s/2/3/'])
    expect(await plainOf('x.yaml')).toBe('a: 1\n---\nb: 3\n')
  })
})

describe('the version an edited file names (D14, CLI-075)', () => {
  // What sops 3.13.3 made of each; it is the only command of sops that raises it.
  test.each([
    ['3.7.1', compatibleVersion],
    ['1.18', compatibleVersion],
    ['v3.1.0', compatibleVersion],
    ['3.13.3-rc1', compatibleVersion],
    ['3.13.3', '3.13.3'],
    ['3.13.3+x', '3.13.3+x'],
    ['3.13.4-rc1', '3.13.4-rc1'],
    ['3.13.30', '3.13.30'],
    ['4.0.0-a', '4.0.0-a'],
    ['99.0.0', '99.0.0'],
  ])('%s becomes %s', async (before, after) => {
    const text = await place('x.yaml', 'a: one\n')
    const old = text.replace(/version: .*/, `version: "${before}"`)
    await writeFile(join(desk.folder, 'x.yaml'), old)
    const { metadata } = await desk.edit('x.yaml', ['sub s/one/two/'])
    expect(metadata.version).toBe(after)
  })
})

describe('the metadata in the editor (CLI-077)', () => {
  const options = { showMasterKeys: true }

  test.each([
    ['x.yaml', 'yaml', 'a: one\n', /^sops:$/m],
    ['x.json', 'json', '{\n\t"a": "one"\n}\n', /^\t"sops": \{$/m],
    ['x.env', 'dotenv', 'a=one\n', /^sops_mac=/m],
    ['x.ini', 'ini', '[s]\na = one\n', /^\[sops\]$/m],
  ] as const)('are shown, and the edit counts: %s', async (name, format, text, block) => {
    await place(name, text, format)
    await desk.edit(name, ['cp $f seen; sub s/one/two/'], options)
    expect(await desk.written('seen')).toMatch(block)
    expect(await plainOf(name, format)).toBe(text.replace('one', 'two'))
  })

  test('are not to be changed', async () => {
    const before = await place('x.yaml', 'a: one\n')
    const error = await expectError('METADATA_CHANGED', () =>
      desk.edit('x.yaml', ['sub s/recipient:.*/recipient:\\ me/'], options),
    )
    expect(exitCodeOf(error.code, {})).toBe(1)
    expect(await desk.written('x.yaml')).toBe(before)
  })

  test('are not to be removed', async () => {
    await place('x.yaml', 'a: one\n')
    const remove = ['echo "a: two" > $f']
    await expectError('METADATA_NOT_FOUND', () => desk.edit('x.yaml', remove, options))
    expect(await plainOf('x.yaml')).toBe('a: one\n')
  })

  test('have no room in a binary file', async () => {
    await place('x.bin', 'one', 'binary')
    await expectError('CONFLICTING_OPTIONS', () => desk.edit('x.bin', ['true'], options))
    expect(await desk.editorRuns()).toBe(0)
  })
})

describe('before the editor is started, refused', () => {
  test('a wrong MAC, unless asked for', async () => {
    const text = await place('x.yaml', 'a: one\n')
    const wrong = text.replace(/lastmodified: "20/, 'lastmodified: "19')
    await writeFile(join(desk.folder, 'x.yaml'), wrong)
    await expectError('MAC_UNREADABLE', () => desk.edit('x.yaml', ['sub s/one/two/']))
    expect(await desk.editorRuns()).toBe(0)
    const edited = await desk.edit('x.yaml', ['sub s/one/two/'], { ignoreMac: true })
    expect(edited.macVerified).toBe(false)
    expect(await plainOf('x.yaml')).toBe('a: two\n')
  })

  test('a file that is not encrypted, no file, or without a key', async () => {
    await writeFile(join(desk.folder, 'plain.yaml'), 'a: 1\n')
    await expectError('METADATA_NOT_FOUND', () => desk.edit('plain.yaml', ['true']))
    await expectError('FILE_UNREADABLE', () => desk.edit('temporary', ['true']))
    await place('x.yaml', plain)
    await expectError('DATA_KEY_UNAVAILABLE', () =>
      desk.edit('x.yaml', ['true'], { identities: [] }),
    )
    expect(await desk.editorRuns()).toBe(0)
    expect(await desk.leftovers()).toEqual([])
  })

  test('an invalid pattern in the file, with which it could not be encrypted again (Q8)', async () => {
    const text = await place('x.yaml', 'a_unencrypted: 1\n')
    const invalid = text.replace('unencrypted_suffix: _unencrypted', 'encrypted_regex: (')
    await writeFile(join(desk.folder, 'x.yaml'), invalid)
    await expectError('INVALID_REGEX', () => desk.edit('x.yaml', ['echo "b: 2" >> $f']))
    expect(await desk.editorRuns()).toBe(0)
  })
})

test('nothing but the edited file and the files of the test is left in the folder', async () => {
  await place('x.yaml', plain)
  await desk.edit('x.yaml', ['echo "b: 2" >> $f'])
  expect(await namesIn(desk.folder)).toEqual(['editor.sh', 'runs', 'temporary', 'x.yaml'])
})
