import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testIdentity } from '@sopskit/test-vectors'
import { beforeEach, describe, expect, test } from 'vitest'
import { sopskit } from '../support/command.ts'
import { encryptedFile } from '../support/encrypted-file.ts'
import { namesIn, temporaryFolder } from '../support/temporary-folder.ts'

const plain = `text: hunter2
multi: |
    two
    lines
empty: ""
int: 5
float: 1.5
bool: true
"null": null
map:
    key: value
list:
    # note
    - 1
    - two
`
let folder: string
let encrypted: string

beforeEach(async () => {
  folder = await temporaryFolder()
  encrypted = await encryptedFile(folder, 'enc.yaml', plain)
})

const read = (name: string) => readFile(join(folder, name), 'utf8')

async function decrypt(...argv: string[]): Promise<string> {
  const { exit, stdout, stderr } = await sopskit(folder, ['decrypt', ...argv])
  expect(stderr).toBe('')
  expect(exit).toBe(0)
  return stdout
}

describe('where the result goes', () => {
  test('to standard output', async () => {
    expect(await decrypt('enc.yaml')).toBe(plain)
    expect(await read('enc.yaml')).toBe(encrypted)
  })

  test('back to the file', async () => {
    expect(await decrypt('-i', 'enc.yaml')).toBe('')
    expect(await read('enc.yaml')).toBe(plain)
    expect(await namesIn(folder)).toEqual(['enc.yaml'])
  })

  test('to another file', async () => {
    expect(await decrypt('--output', 'out', 'enc.yaml')).toBe('')
    expect(await read('out')).toBe(plain)
    expect(await read('enc.yaml')).toBe(encrypted)
  })
})

describe('formats', () => {
  test('to JSON, which drops comments (X10)', async () => {
    const json: unknown = JSON.parse(await decrypt('--output-type', 'json', 'enc.yaml'))
    expect(json).toMatchObject({ text: 'hunter2', int: 5, list: [1, 'two'] })
  })

  test('from standard input, which has no name (F3)', async () => {
    const setup = { stdin: encrypted }
    const both = ['--input-type', 'yaml', '--output-type', 'yaml']
    expect((await sopskit(folder, ['decrypt', ...both], setup)).stdout).toBe(plain)
    const named = ['decrypt', '--filename-override', 'x.yaml']
    expect((await sopskit(folder, named, setup)).stdout).toBe(plain)
    const extract = ['decrypt', '--input-type', 'yaml', '--extract', '["text"]']
    expect((await sopskit(folder, extract, setup)).stdout).toBe('hunter2')
  })

  test('indentation', async () => {
    expect(await decrypt('--indent', '2', '--extract', '', 'enc.yaml')).toContain(
      '\n  key: value\n',
    )
  })
})

describe('one value', () => {
  test.each([
    ['["text"]', 'hunter2', 'hunter2'],
    ["['multi']", 'two\nlines\n', 'two\nlines\n'],
    ['["empty"]', '', ''],
    ['["int"]', '5\n', '5'],
    ['["float"]', '1.5\n', '1.5'],
    ['["bool"]', 'true\n', 'true'],
    ['["null"]', 'null\n', 'null'],
    ['["map"]', 'key: value\n', '{\n\t"key": "value"\n}\n'],
    ['["map"]["key"]', 'value', 'value'],
    ['["list"][2]', 'two', 'two'],
    ['["list"]', '# note\n- 1\n- two\n', '[\n\t1,\n\t"two"\n]'],
  ])('%s (X4)', async (path, yaml, json) => {
    expect(await decrypt('--extract', path, 'enc.yaml')).toBe(yaml)
    expect(await decrypt('--extract', path, '--output-type', 'json', 'enc.yaml')).toBe(json)
  })

  test.each(['', '['])('the whole file for the path %j (X2)', async (path) => {
    expect(await decrypt('--extract', path, 'enc.yaml')).toBe(plain)
  })

  test('text needs no format that can be written', async () => {
    const dotenv = ['--output-type', 'dotenv', '--extract', '["text"]']
    expect(await decrypt(...dotenv, 'enc.yaml')).toBe('hunter2')
  })

  test('a map keeps the later documents (X4)', async () => {
    await encryptedFile(folder, 'many.yaml', 'm:\n    a: 1\n---\nb: 2\n')
    expect(await decrypt('--extract', '["m"]', 'many.yaml')).toBe('a: 1\n---\nb: 2\n')
  })

  test('behind the file name', async () => {
    expect(await decrypt('enc.yaml', '--extract', '["text"]')).toBe('hunter2')
  })
})

describe('identities', () => {
  test('from a file', async () => {
    await writeFile(join(folder, 'key-for-test'), `# test\n${testIdentity(0)}\n`)
    const env = { SOPS_AGE_KEY_FILE: join(folder, 'key-for-test') }
    expect((await sopskit(folder, ['decrypt', 'enc.yaml'], { env })).stdout).toBe(plain)
  })

  test('several at once, of which one fits', async () => {
    const env = { SOPS_AGE_KEY: `${testIdentity(1)} ${testIdentity(0)}` }
    expect((await sopskit(folder, ['decrypt', 'enc.yaml'], { env })).stdout).toBe(plain)
  })

  test.each(['age', 'pgp,age', 'kms, age', 'bogus'])('in the order %j (K5)', async (order) => {
    expect(await decrypt('--decryption-order', order, 'enc.yaml')).toBe(plain)
  })
})

describe('--ignore-mac (M8)', () => {
  test('accepts a file whose content does not fit, and says so', async () => {
    await writeFile(join(folder, 'enc.yaml'), encrypted.replace(/^text: .*$/m, 'text: ""'))
    expect((await sopskit(folder, ['decrypt', 'enc.yaml'])).exit).toBe(51)
    const run = await sopskit(folder, ['decrypt', '--ignore-mac', 'enc.yaml'])
    expect(run.exit).toBe(0)
    expect(run.stdout).toContain('text: ""\n')
    expect(run.stderr).toMatch(/^sopskit: warning: MAC_NOT_VERIFIED: /)
  })

  test('=false is the default', async () => {
    expect(await decrypt('--ignore-mac=false', 'enc.yaml')).toBe(plain)
  })
})

test('documents that the output format has no room for are a warning (J11)', async () => {
  await encryptedFile(folder, 'many.yaml', 'a: 1\n---\nb: 2\n')
  const run = await sopskit(folder, ['decrypt', '--output-type', 'json', 'many.yaml'])
  expect(run).toMatchObject({ exit: 0, stdout: '{\n\t"a": 1\n}\n' })
  expect(run.stderr).toMatch(/^sopskit: warning: DOCUMENTS_DROPPED: /)
})

test('a comment that is not encrypted is kept, with a warning (V21)', async () => {
  const [first = '', ...rest] = encrypted.split('\n')
  await writeFile(join(folder, 'enc.yaml'), ['# plain note', first, ...rest].join('\n'))
  const run = await sopskit(folder, ['decrypt', 'enc.yaml'])
  expect(run).toMatchObject({ exit: 0, stdout: `# plain note\n${plain}` })
  expect(run.stderr).toMatch(/^sopskit: warning: PLAIN_COMMENT: /)
  expect(run.stderr).not.toContain('plain note')
})
