import { symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nodeFileSystem } from '../../src/files/file-system.ts'
import { checkFiles, type FileFormat } from '../../src/index.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { type Files, first, sealed } from './clean-twin.ts'
import { writeFiles } from './write-files.ts'

const plain: Readonly<Record<FileFormat, string>> = {
  yaml: 'a: b\n',
  json: '{"a": "b"}',
  dotenv: 'a=b\n',
  ini: '[a]\nb = c\n',
  binary: 'text',
}

const seal = (format: FileFormat, text = plain[format]): Promise<string> =>
  sealed(text, { recipients: first, format })

async function codesIn(files: Files): Promise<readonly string[]> {
  const folder = await temporaryFolder()
  await writeFiles(folder, files)
  const { findings, failures } = await checkFiles([], { directory: folder, flux: true })
  expect(failures).toEqual([])
  return findings.map(({ code }) => code)
}

const generator = (list: string): string => `secretGenerator:\n    - name: a\n      ${list}\n`

describe('the key of a generated Secret, as Flux takes it (FLX-033, FLX-035, FLX-044, FLX-045)', () => {
  const keys = ['a', 'a.yaml', 'a.json', 'a.env', 'a.ini', '.dockerconfigjson'] as const
  const rows: readonly (readonly [FileFormat, readonly (typeof keys)[number][]])[] = [
    ['yaml', ['a.yaml', 'a.json', 'a.env', 'a.ini', '.dockerconfigjson']],
    ['json', ['a.yaml', 'a.json', 'a.env', 'a.ini', '.dockerconfigjson']],
    ['dotenv', ['a.yaml', 'a.json', 'a.env', 'a.ini', '.dockerconfigjson']],
    ['ini', ['a.yaml', 'a.json', 'a.env', 'a.ini', '.dockerconfigjson']],
    ['binary', ['a']],
  ]

  test.each(rows)('of %s can be %s', async (format, good) => {
    const file = await seal(format)
    for (const key of keys) {
      const codes = await codesIn({
        'kustomization.yaml': generator(`files: ['${key}=x.encrypted']`),
        'x.encrypted': file,
      })
      expect({ key, codes }).toEqual({
        key,
        codes: good.includes(key) ? [] : ['FLUX_GENERATOR_KEY'],
      })
    }
  })

  test('is the name of the file where none is written', async () => {
    const files = { 'kustomization.yaml': generator('files: [sub/x.yaml]') }
    expect(await codesIn({ ...files, 'sub/x.yaml': await seal('yaml') })).toEqual([])
    const bare = { 'kustomization.yaml': generator('files: [sub/x]') }
    const text = await seal('yaml')
    expect(await codesIn({ ...bare, 'sub/x': text })).toEqual(['FLUX_GENERATOR_KEY'])
  })

  test('of JSON that holds only data is told from that of a binary file (B3)', async () => {
    const kustomization = generator(`files: ['a.json=x.encrypted']`)
    const json = await seal('json', '{"data": "text"}')
    expect(await codesIn({ 'kustomization.yaml': kustomization, 'x.encrypted': json })).toEqual([])
  })

  test('of a plain file can be any', async () => {
    const kustomization = generator('files: [x.txt, a.json=x.txt]')
    expect(await codesIn({ 'kustomization.yaml': kustomization, 'x.txt': 'text' })).toEqual([])
  })
})

describe('the text by which Flux knows an encrypted file (FLX-034)', () => {
  test('is missing in compact JSON', async () => {
    const compact = JSON.stringify(JSON.parse(await seal('json')))
    const kustomization = generator('files: [x.json]')
    const files = { 'kustomization.yaml': kustomization, 'x.json': compact }
    expect(await codesIn(files)).toEqual(['FLUX_MARKER'])
  })

  test.each([
    ['dotenv', []],
    ['yaml', ['FLUX_MARKER']],
    ['json', ['FLUX_MARKER']],
    ['ini', ['FLUX_MARKER']],
  ] as const)('is that of dotenv for envs, of %s: %j', async (format, codes) => {
    const kustomization = generator('envs: [x.encrypted]')
    const files = { 'kustomization.yaml': kustomization, 'x.encrypted': await seal(format) }
    expect(await codesIn(files)).toEqual(codes)
  })

  test('is that of its name for a patch', async () => {
    const file = await seal('yaml')
    const patches = 'patches:\n    - path: x.yaml\n    - path: y.patch\n    - patch: "inline"\n'
    const files = { 'kustomization.yaml': patches, 'x.yaml': file, 'y.patch': file }
    expect(await codesIn(files)).toEqual(['FLUX_MARKER'])
  })
})

describe('what a kustomization names', () => {
  test('is left alone where it is remote, or a resource in a form of kustomize', async () => {
    const kustomization = `resources:
    - https://example.com/a.yaml
    - github.com/org/repo//path?ref=v1
    - git::https://example.com/../../x
    - ../base
patches:
    - path: https://example.com/patch.yaml
`
    expect(await codesIn({ 'a/kustomization.yaml': kustomization })).toEqual([])
  })

  test.each(['resources', 'components'])('may not lead out of the repository: %s', async (name) => {
    const outside = `${name}: [../outside.yaml, /etc/passwd, ../../b.yaml]\n`
    const files = { 'a/kustomization.yaml': outside }
    expect(await codesIn(files)).toEqual(['FLUX_PATH_ESCAPES', 'FLUX_PATH_ESCAPES'])
  })

  test('has to be a file (FLX-036)', async () => {
    const kustomization = generator('files: [folder, none, x.txt]')
    const files = { 'kustomization.yaml': kustomization, 'folder/a': 'x', 'x.txt': 'x' }
    expect(await codesIn(files)).toEqual(['FLUX_MISSING_FILE', 'FLUX_MISSING_FILE'])
  })
})

test('a name that no file can have is missing, and one that cannot be read is a failure', async () => {
  const folder = await temporaryFolder()
  const kustomization = generator('files: ["\\0x", secret.txt, "=", "a="]')
  await writeFiles(folder, { 'kustomization.yaml': kustomization, 'secret.txt': 'x' })
  const readFile = async (path: string): Promise<Uint8Array> => {
    if (path.endsWith('secret.txt')) throw Object.assign(new Error('x'), { code: 'EACCES' })
    return nodeFileSystem.readFile(path)
  }
  const fileSystem = { ...nodeFileSystem, readFile }
  const paths = 'kustomization.yaml'
  const { findings, failures } = await checkFiles(paths, {
    directory: folder,
    flux: true,
    fileSystem,
  })
  expect(findings.map(({ code }) => code)).toEqual(['FLUX_MISSING_FILE'])
  expect(failures).toMatchObject([{ path: 'secret.txt', code: 'FILE_UNREADABLE' }])
})

test('links that are found are not followed, and loops of them do no harm', async () => {
  const folder = await temporaryFolder()
  const outside = await temporaryFolder()
  await writeFiles(outside, { 'a.yaml': 'apiVersion: v1\nkind: Secret\nstringData: {a: x}\n' })
  await writeFiles(folder, { 'b.txt': 'x' })
  await symlink(join(outside, 'a.yaml'), join(folder, 'a.yaml'))
  await symlink('.', join(folder, 'loop'))
  const found = await checkFiles([], { directory: folder })
  expect(found).toEqual({ files: 1, findings: [], failures: [] })
  const named = await checkFiles('a.yaml', { directory: folder })
  expect(named.findings.map(({ code }) => code)).toEqual(['PLAIN_SECRET'])
})
