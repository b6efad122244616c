import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { nodeFileSystem as fileSystem } from '../../src/files/file-system.ts'
import { findFiles } from '../../src/files/find-files.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const names = [
  'a.yaml',
  'b.json',
  '.hidden.yaml',
  '[id].yaml',
  'x/a1.yaml',
  'x/a2.yaml',
  'x/deep/a3.yaml',
  'x/.dot/a4.yaml',
  '.git/config.yaml',
  'x/node_modules/m.yaml',
]
let folder: string

beforeEach(async () => {
  folder = await temporaryFolder()
  for (const name of names) {
    await mkdir(join(folder, name, '..'), { recursive: true })
    await writeFile(join(folder, name), '')
  }
  await symlink(join(folder, 'x'), join(folder, 'link'))
  await symlink('a.yaml', join(folder, 'link.yaml'))
})

const find = async (...paths: readonly string[]) => {
  const found = await findFiles(paths, { directory: folder, fileSystem })
  return found.map(({ kind, path }) => [kind, relative(folder, path)].join(' '))
}

test.each([
  ['*.yaml', ['[id].yaml', 'a.yaml']],
  ['.*.yaml', ['.hidden.yaml']],
  ['?.{yaml,json}', ['a.yaml', 'b.json']],
  ['x/a[1-9].yaml', ['x/a1.yaml', 'x/a2.yaml']],
  ['x/a[!1].yaml', ['x/a2.yaml']],
  ['x/*a?.y*l', ['x/a1.yaml', 'x/a2.yaml']],
  ['**/a?.yaml', ['x/a1.yaml', 'x/a2.yaml', 'x/deep/a3.yaml']],
  ['x/**', ['x/.dot/a4.yaml', 'x/a1.yaml', 'x/a2.yaml', 'x/deep/a3.yaml']],
  ['*/deep/*.yaml', ['x/deep/a3.yaml']],
  ['{x,none}/*.yaml', ['x/a1.yaml', 'x/a2.yaml']],
  ['*/*/../a1.yaml', ['x/a1.yaml']],
  ['./x/../*.json', ['b.json']],
])('the pattern %s', async (pattern, expected) => {
  expect(await find(pattern)).toEqual(expected.map((name) => `found ${name}`))
})

test.each(['*.none', 'x/[z-a].yaml', '*.yaml/x', 'none/*'])(
  'the pattern %s matches nothing',
  async (pattern) => {
    const [only, ...others] = await findFiles([pattern], { directory: folder, fileSystem })
    expect(others).toEqual([])
    expect(only).toMatchObject({ kind: 'unreadable', error: { code: 'FILE_NOT_FOUND' } })
  },
)

test('a file is found by its name, wildcards or not, and by that counts as named', async () => {
  expect(await find('[id].yaml', 'missing.yaml', 'link.yaml')).toEqual([
    'named [id].yaml',
    'named missing.yaml',
    'named link.yaml',
  ])
  expect(await find('x/a1.yaml', 'x', 'x/a2.yaml')).toEqual([
    'named x/a1.yaml',
    'found x/.dot/a4.yaml',
    'named x/a2.yaml',
    'found x/deep/a3.yaml',
  ])
})

test('links and folders of tools are passed over where they are found', async () => {
  expect(await find('.')).toHaveLength(8)
  expect(await find('link')).toHaveLength(4)
  expect(await find('.git')).toEqual(['found .git/config.yaml'])
})

test('a folder that cannot be read is told of, and one that is gone is not', async () => {
  const failing = (name: string, code: string) => ({
    ...fileSystem,
    readdir: async (path: string) => {
      if (path.endsWith(name)) throw Object.assign(new Error(), { code })
      return fileSystem.readdir(path)
    },
  })
  const look = async (code: string) =>
    findFiles(['x'], { directory: folder, fileSystem: failing('deep', code) })
  expect((await look('EACCES')).at(-1)).toMatchObject({
    kind: 'unreadable',
    error: { code: 'FILE_UNREADABLE' },
  })
  expect(await look('ENOENT')).toHaveLength(3)
})

test('without a directory paths stay as they are given', async () => {
  const found = await findFiles([`${folder}/x/*1.yaml`, folder], { fileSystem })
  expect(found[0]?.path).toBe(join(folder, 'x/a1.yaml'))
})

test('a pattern with many wildcards takes no longer than one with a few', async () => {
  await writeFile(join(folder, 'a'.repeat(200)), '')
  expect(await find('*a'.repeat(30))).toEqual([`found ${'a'.repeat(200)}`])
  const [none] = await findFiles([`${'*a'.repeat(30)}b`], { directory: folder, fileSystem })
  expect(none).toMatchObject({ kind: 'unreadable', error: { code: 'FILE_NOT_FOUND' } })
  expect(await find(`${'**/'.repeat(40)}a1.yaml`)).toEqual(['found x/a1.yaml'])
})

test('braces that stand for too many patterns are refused', async () => {
  const error = { name: 'SopsError', code: 'INVALID_OPTION' }
  await expect(find('{a,b}'.repeat(40))).rejects.toMatchObject(error)
})

test('an empty path is no folder: a variable that is not set must not stand for everything', async () => {
  const [only, ...others] = await findFiles(['', 'a.yaml'], { directory: folder, fileSystem })
  expect(only).toMatchObject({ kind: 'unreadable', error: { code: 'FILE_NOT_FOUND' } })
  expect(others).toMatchObject([{ kind: 'named' }])
})

test('paths that are no list are refused', async () => {
  const error = { name: 'SopsError', code: 'INVALID_OPTION' }
  for (const paths of ['a.yaml', undefined, [undefined]] as never[]) {
    await expect(findFiles(paths, { directory: folder, fileSystem })).rejects.toMatchObject(error)
  }
})

test('a folder may hold more files than a call has room for arguments', async () => {
  const count = 200_000
  const [file, of] = [
    { mode: 0o100644, isFile: () => true },
    { mode: 0o040755, isFile: () => false },
  ]
  const status = async (path: string) => (/\d$/.test(path) ? file : of) as never
  const large = {
    ...fileSystem,
    stat: status,
    lstat: status,
    readdir: async (path: string) =>
      path === '/top' ? ['sub'] : Array.from({ length: count }, (_, n) => `f${n}`),
  }
  expect(await findFiles(['/top'], { fileSystem: large })).toHaveLength(count)
  expect(await findFiles(['/top/*/*'], { fileSystem: large })).toHaveLength(count)
})
