import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { testRecipient } from '@sopskit/test-vectors'
import { beforeEach, describe, expect, test } from 'vitest'
import { exitCodeOf } from '../../src/cli/exit-codes.ts'
import { nodeFileSystem } from '../../src/files/file-system.ts'
import { decrypt, type FileFormat, formatOfPath } from '../../src/index.ts'
import { encrypted, identities } from '../exec/encrypted.ts'
import { expectError } from '../support/expect-error.ts'
import { folderContent } from '../support/folder-content.ts'
import { namesIn } from '../support/temporary-folder.ts'
import { type Desk, makeDesk } from './desk.ts'

let desk: Desk

beforeEach(async () => {
  desk = await makeDesk()
})

/** The one file that was put beside the edited one. */
async function beside(name: string): Promise<string> {
  const names = await namesIn(desk.folder)
  const found = names.filter((other) => other.startsWith('edited-') && other.endsWith(`-${name}`))
  expect(found).toHaveLength(1)
  return join(desk.folder, found[0] ?? '')
}

describe('a file that somebody else changed meanwhile, which sops overwrites', () => {
  test.each([
    ['x.yaml', 'yaml', 'a: one\n'],
    ['.env', 'dotenv', 'a=one\n'],
  ] as const)(
    'is left alone, and the edit is beside it, encrypted: %s',
    async (name, format, text) => {
      await writeFile(join(desk.folder, name), await encrypted(text, format))
      const edit = () => desk.edit(name, [`sub s/one/hunter2/; echo of-another > ${name}`])
      const error = await expectError('FILE_CHANGED', edit)
      expect(exitCodeOf(error.code, {})).toBe(3)
      expect(await desk.written(name)).toBe('of-another\n')
      const file = await beside(name)
      expect(error.message).toContain(basename(file))
      expect(formatOfPath(file)).toBe(format)
      const saved = await decrypt(await readFile(file), { format, identities })
      expect(saved.text()).toBe(text.replace('one', 'hunter2'))
      const { [join(desk.folder, 'editor.sh')]: _, ...others } = await folderContent(desk.folder)
      expect(JSON.stringify(others)).not.toContain('hunter2')
      expect(await desk.leftovers()).toEqual([])
    },
  )

  test('or removed', async () => {
    await writeFile(join(desk.folder, 'x.yaml'), await encrypted('a: one\n', 'yaml'))
    await expectError('FILE_CHANGED', () => desk.edit('x.yaml', ['sub s/one/two/; rm x.yaml']))
    expect(await namesIn(desk.folder)).not.toContain('x.yaml')
    const saved = await readFile(await beside('x.yaml'))
    expect((await decrypt(saved, { format: 'yaml', identities })).text()).toBe('a: two\n')
  })

  test('or made, where there was none', async () => {
    const edit = () =>
      desk.edit('x.yaml', ['echo "a: two" > $f; echo mine > x.yaml'], {
        recipients: testRecipient(0),
      })
    await expectError('FILE_CHANGED', edit)
    expect(await desk.written('x.yaml')).toBe('mine\n')
    const saved = await readFile(await beside('x.yaml'))
    expect((await decrypt(saved, { format: 'yaml', identities })).text()).toBe('a: two\n')
  })

  test('is told of also when the edit cannot be saved', async () => {
    await writeFile(join(desk.folder, 'x.yaml'), await encrypted('a: one\n', 'yaml'))
    let writes = 0
    const fileSystem: typeof nodeFileSystem = {
      ...nodeFileSystem,
      open: (path, flags, mode) =>
        flags === 'wx' && ++writes === 2
          ? Promise.reject(new Error('full'))
          : nodeFileSystem.open(path, flags, mode),
    }
    const edit = () =>
      desk.edit('x.yaml', ['sub s/one/two/; echo of-another > x.yaml'], {
        surroundings: { fileSystem },
      })
    const error = await expectError('FILE_CHANGED', edit)
    expect(error.message).toContain('could not be saved')
    expect(await desk.written('x.yaml')).toBe('of-another\n')
  })
})

describe('a file that cannot be written is refused before the editor is started', () => {
  test('for lack of a folder', async () => {
    const recipients = testRecipient(0)
    await expectError('FILE_UNWRITABLE', () => desk.edit('no/x.yaml', ['true'], { recipients }))
    expect(await desk.editorRuns()).toBe(0)
  })

  test.each([
    ['itself', 'x.yaml'],
    ['its folder', ''],
  ])('for lack of rights on %s', async (_, denied) => {
    await writeFile(join(desk.folder, 'x.yaml'), await encrypted('a: one\n', 'yaml'))
    const refused = join(desk.folder, denied)
    const fileSystem: typeof nodeFileSystem = {
      ...nodeFileSystem,
      access: (path, mode) =>
        path === refused
          ? Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' }))
          : nodeFileSystem.access(path, mode),
    }
    const edit = () => desk.edit('x.yaml', ['true'], { surroundings: { fileSystem } })
    await expectError('FILE_UNWRITABLE', edit)
    expect(await desk.editorRuns()).toBe(0)
  })
})

test('formats are told by the end of a name alone, which the name beside keeps (F1)', () => {
  const names: readonly (readonly [string, FileFormat])[] = [
    ['edited-00-x.yaml', 'yaml'],
    ['edited-00-.env', 'dotenv'],
  ]
  expect(names.map(([name]) => formatOfPath(name))).toEqual(names.map(([, format]) => format))
})
