import { readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { beforeEach, describe, expect, test } from 'vitest'
import { type CommandSetup, sopskit } from '../support/command.ts'
import { namesIn, temporaryFolder } from '../support/temporary-folder.ts'

const plain = 'user: app\npassword: hunter2\nport: 5432\n# note\nplain_unencrypted: x\n'
const age = ['--age', testRecipient(0)]
let folder: string

beforeEach(async () => {
  folder = await temporaryFolder()
  await writeFile(join(folder, 'plain.yaml'), plain)
  await writeFile(join(folder, 'plain.json'), '{"a": 1, "b": [true]}')
})

const read = (name: string) => readFile(join(folder, name), 'utf8')

async function encrypt(argv: readonly string[], setup?: CommandSetup): Promise<string> {
  const { exit, stdout, stderr } = await sopskit(folder, ['encrypt', ...argv], setup)
  expect(stderr).toBe('')
  expect(exit).toBe(0)
  return stdout
}

async function decrypt(text: string, ...argv: string[]): Promise<string> {
  const file = join(folder, 'check.yaml')
  await writeFile(file, text)
  const { exit, stdout, stderr } = await sopskit(folder, ['decrypt', ...argv, file])
  expect(stderr).toBe('')
  expect(exit).toBe(0)
  return stdout
}

/** The names of the values that are not encrypted. */
const plainKeys = (text: string) =>
  (text.split('sops:')[0] ?? '').split('\n').flatMap((line) => {
    const [, key] = /^(\w+): (?!ENC\[)/.exec(line) ?? []
    return key === undefined ? [] : [key]
  })

describe('where the result goes', () => {
  test('to standard output, and the file stays as it is', async () => {
    const text = await encrypt([...age, 'plain.yaml'])
    expect(text).toContain('password: ENC[AES256_GCM,data:')
    expect(text).not.toContain('hunter2')
    expect(text).toContain('lastmodified: "2024-01-02T03:04:05Z"')
    expect(text).toContain('version: 3.13.3')
    expect(await decrypt(text)).toBe(plain)
    expect(await read('plain.yaml')).toBe(plain)
  })

  test.each([['-i'], ['--in-place'], ['-in-place=true']])('back to the file: %s', async (flag) => {
    expect(await encrypt([...age, flag, 'plain.yaml'])).toBe('')
    expect(await decrypt(await read('plain.yaml'))).toBe(plain)
    expect(await namesIn(folder)).toEqual(['check.yaml', 'plain.json', 'plain.yaml'])
  })

  test('to another file', async () => {
    expect(await encrypt([...age, '--output', 'other', 'plain.yaml'])).toBe('')
    expect(await decrypt(await read('other'))).toBe(plain)
    expect(await read('plain.yaml')).toBe(plain)
  })

  test('to the input, named as output (CLI-044)', async () => {
    await encrypt([...age, '--output', join(folder, 'plain.yaml'), 'plain.yaml'])
    expect(await decrypt(await read('plain.yaml'))).toBe(plain)
  })

  test('through a symbolic link', async () => {
    await symlink('plain.yaml', join(folder, 'link.yaml'))
    await encrypt([...age, '-i', 'link.yaml'])
    expect(await decrypt(await read('plain.yaml'))).toBe(plain)
  })

  test('an empty --output is none', async () => {
    expect(await encrypt([...age, '--output=', 'plain.yaml'])).toContain('ENC[')
  })
})

describe('formats (CLI-040, F2, F3)', () => {
  test('by the name', async () => {
    expect(await encrypt([...age, 'plain.json'])).toMatch(/^\{\n\t"a": "ENC\[.*type:int\]",\n/)
  })

  test('by flags, each for its side', async () => {
    await writeFile(join(folder, 'noname'), plain)
    const both = ['--input-type', 'yaml', '--output-type', 'json']
    expect(await encrypt([...age, ...both, 'noname'])).toMatch(/^\{\n\t"user": "ENC\[/)
  })

  test('a type that is none leaves it to the name, with a warning for each', async () => {
    const bogus = ['--input-type', 'bogus', '--output-type', 'YAML']
    const run = await sopskit(folder, ['encrypt', ...age, ...bogus, 'plain.yaml'])
    expect(run.exit).toBe(0)
    expect(run.stdout).toContain('user: ENC[')
    expect(run.stderr).toMatch(
      /^sopskit: warning: UNKNOWN_TYPE: --input-type "bogus" .*\n.*UNKNOWN_TYPE: --output-type "YAML" .*\n$/,
    )
  })

  test('by another name', async () => {
    await writeFile(join(folder, 'noname'), plain)
    const text = await encrypt([...age, '--filename-override', 'x/y.yaml', 'noname'])
    expect(await decrypt(text)).toBe(plain)
  })

  test('standard input needs a name', async () => {
    const text = await encrypt([...age, '--filename-override', 'x.yaml'], { stdin: plain })
    expect(await decrypt(text)).toBe(plain)
  })

  test('indentation, before the command and behind it (CLI-030)', async () => {
    expect(await encrypt([...age, '--indent', '2', 'plain.json'])).toMatch(/^\{\n {2}"a": /)
    const argv = ['--indent=3', 'encrypt', ...age, 'plain.json']
    expect((await sopskit(folder, argv)).stdout).toMatch(/^\{\n {3}"a": /)
  })
})

describe('what is encrypted', () => {
  test.each([
    [[], ['plain_unencrypted']],
    [['--unencrypted-suffix', 'word'], ['password']],
    [
      ['--encrypted-suffix', 'word'],
      ['user', 'port', 'plain_unencrypted'],
    ],
    [
      ['--unencrypted-regex', '^(user|port)$'],
      ['user', 'port'],
    ],
    [['--encrypted-regex=^(user|port)$'], ['password', 'plain_unencrypted']],
    [['--unencrypted-comment-regex', 'note'], ['plain_unencrypted']],
    [
      ['--encrypted-comment-regex', 'note'],
      ['user', 'password', 'port'],
    ],
  ])('%j', async (flags, expected) => {
    const text = await encrypt([...age, ...flags, 'plain.yaml'])
    expect(plainKeys(text)).toEqual(expected)
    expect(await decrypt(text)).toBe(plain)
  })

  test('comment rules work before the command as well', async () => {
    const argv = ['--encrypted-comment-regex', 'note', 'encrypt', ...age, 'plain.yaml']
    const { stdout } = await sopskit(folder, argv)
    expect(plainKeys(stdout)).toEqual(['user', 'password', 'port'])
    expect(stdout).toContain('encrypted_comment_regex: note')
  })

  test.each([[true], [false]])('--mac-only-encrypted, before the command: %s', async (before) => {
    const flag = '--mac-only-encrypted'
    const argv = before ? [flag, 'encrypt'] : ['encrypt', flag]
    const { stdout } = await sopskit(folder, [...argv, ...age, 'plain.yaml'])
    expect(stdout).toContain('mac_only_encrypted: true')
    const edited = stdout.replace('plain_unencrypted: x', 'plain_unencrypted: other')
    expect(await decrypt(edited)).toContain('plain_unencrypted: other')
  })

  test('--mac-only-encrypted=false is the default', async () => {
    const text = await encrypt([...age, '--mac-only-encrypted=false', 'plain.yaml'])
    expect(text).not.toContain('mac_only_encrypted')
  })
})

describe('for whom', () => {
  test('several recipients, any of whom can decrypt (K4)', async () => {
    const list = ` ${testRecipient(1)} , ${testRecipient(0)}`
    const text = await encrypt(['-a', list, 'plain.yaml'])
    for (const number of [0, 1]) {
      const env = { SOPS_AGE_KEY: testIdentity(number) }
      const argv = ['decrypt', '--filename-override', 'x.yaml']
      expect((await sopskit(folder, argv, { env, stdin: text })).stdout).toBe(plain)
    }
  })

  test('from the environment (CLI-007)', async () => {
    const env = { SOPS_AGE_RECIPIENTS: testRecipient(0) }
    expect(await decrypt(await encrypt(['plain.yaml'], { env }))).toBe(plain)
  })

  test('a flag beats the environment', async () => {
    const env = { SOPS_AGE_RECIPIENTS: testRecipient(1) }
    expect(await decrypt(await encrypt([...age, 'plain.yaml'], { env }))).toBe(plain)
  })

  test('a threshold of one group is written and harmless (S5)', async () => {
    const text = await encrypt([...age, '--shamir-secret-sharing-threshold', '2', 'plain.yaml'])
    expect(text).toContain('shamir_threshold: 2')
    expect(await decrypt(text)).toBe(plain)
  })

  test('an encryption context without KMS keys says nothing', async () => {
    const text = await encrypt([...age, '--encryption-context', 'a:b,c:d', 'plain.yaml'])
    expect(await decrypt(text)).toBe(plain)
  })

  test('an AWS profile without KMS keys says nothing', async () => {
    expect(await encrypt([...age, '--aws-profile', 'p', 'plain.yaml'])).toContain('ENC[')
  })
})

test('a rule that selects nothing is a warning (DESIGN 5)', async () => {
  const argv = ['encrypt', ...age, '--encrypted-regex', 'nowhere', 'plain.yaml']
  const { exit, stdout, stderr } = await sopskit(folder, argv)
  expect(exit).toBe(0)
  expect(stdout).toContain('password: hunter2')
  expect(stderr).toMatch(/^sopskit: warning: RULE_SELECTS_NOTHING: .*\n$/)
})
