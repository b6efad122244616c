import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { beforeEach, describe, expect, test } from 'vitest'
import { nodeFileSystem } from '../../src/files/file-system.ts'
import { type CommandSetup, sopskit } from '../support/command.ts'
import { folderContent } from '../support/folder-content.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const secret = 'fixture-secret-hunter2'
const age = ['--age', testRecipient(0)]
let folder: string

beforeEach(async () => {
  folder = await temporaryFolder()
  await writeFile(join(folder, 'plain.yaml'), `password: ${secret}\n`)
})

/** The command must fail, say so on standard error only, tell no secret, and touch no file. */
async function expectRefused(argv: readonly string[], expected: string, setup?: CommandSetup) {
  const before = await folderContent(folder)
  const { exit, stdout, stderr } = await sopskit(folder, ['encrypt', ...argv], setup)
  const [, code] = /^sopskit: ([A-Z_]+): .+/.exec(stderr) ?? []
  expect(`${code} ${exit}`).toBe(expected)
  expect(stdout).toBe('')
  expect(stderr).not.toContain('hunter2')
  expect(stderr).not.toContain(testIdentity(0))
  expect(stderr).not.toMatch(/\n\s+at |node:|\.ts:/)
  expect(await folderContent(folder)).toEqual(before)
}

async function expectContentRefused(content: string | Uint8Array, name: string, expected: string) {
  await writeFile(join(folder, name), content)
  await expectRefused([...age, name], expected)
  await expectRefused([...age, '-i', name], expected)
}

describe('input', () => {
  test.each([
    ['truncated', `a: [${secret}`, 'PARSE_FAILED 2'],
    ['no YAML', `a: ${secret}: x: -\n\t- y`, 'PARSE_FAILED 2'],
    ['not UTF-8', new Uint8Array([0x61, 0x3a, 0x20, 0xff, 0xfe]), 'PARSE_FAILED 2'],
    ['empty', '', 'EMPTY_DOCUMENT 92'],
    ['a list', `- ${secret}\n`, 'TOP_LEVEL_NOT_MAP 2'],
    ['a number as key', `1: ${secret}\n`, 'KEY_NOT_STRING 23'],
    ['a key twice', `a: ${secret}\na: ${secret}\n`, 'DUPLICATE_KEY 2'],
    ['an int beyond 64 bits signed', 'a: 9223372036854775808\n', 'NUMBER_OUT_OF_RANGE 23'],
    ['an entry named sops', `a: ${secret}\nsops: 1\n`, 'ALREADY_ENCRYPTED 203'],
    ['an entry named sops in a later document', `a: ${secret}\n---\nsops: 1\n`, 'EMIT_FAILED 4'],
  ])('YAML: %s', async (_, content, expected) => {
    await expectContentRefused(content, 'x.yaml', expected)
  })

  test.each([
    ['truncated', `{"a": "${secret}`, 'PARSE_FAILED 2'],
    ['truncated where sops loses data (J3)', '{"a":', 'PARSE_FAILED 2'],
    ['empty', '', 'PARSE_FAILED 2'],
    ['a list', `["${secret}"]`, 'TOP_LEVEL_NOT_MAP 2'],
    ['a number out of range (J5)', '{"a": 1e400}', 'NUMBER_OUT_OF_RANGE 2'],
    ['an entry named sops', `{"a": "${secret}", "sops": {}}`, 'ALREADY_ENCRYPTED 203'],
  ])('JSON: %s', async (_, content, expected) => {
    await expectContentRefused(content, 'x.json', expected)
  })

  test('encrypted already', async () => {
    const { stdout } = await sopskit(folder, ['encrypt', ...age, 'plain.yaml'])
    await expectContentRefused(stdout, 'x.yaml', 'ALREADY_ENCRYPTED 203')
  })

  test('several documents for a format of one (X11)', async () => {
    await writeFile(join(folder, 'x.yaml'), `a: ${secret}\n---\nb: 2\n`)
    await expectRefused([...age, '--output-type', 'json', 'x.yaml'], 'EMIT_FAILED 4')
  })
})

describe('files', () => {
  test('that are missing', async () => {
    await expectRefused([...age, 'missing.yaml'], 'FILE_NOT_FOUND 100')
    await expectRefused([...age, '-'], 'FILE_NOT_FOUND 100')
  })

  test('that are folders', async () => {
    await mkdir(join(folder, 'd'))
    await expectRefused([...age, 'd'], 'FILE_UNREADABLE 2')
    await expectRefused([...age, ''], 'FILE_UNREADABLE 2')
    await expectRefused([...age, '--output', 'd', 'plain.yaml'], 'FILE_UNWRITABLE 3')
  })

  test('that cannot be written', async () => {
    await expectRefused([...age, '--output', 'missing/x', 'plain.yaml'], 'FILE_UNWRITABLE 3')
    const deny = () => Promise.reject(Object.assign(new Error(secret), { code: 'EACCES' }))
    const fileSystem = { ...nodeFileSystem, open: deny }
    await expectRefused([...age, '-i', 'plain.yaml'], 'FILE_UNWRITABLE 3', { fileSystem })
  })

  test('of which there are two', async () => {
    await expectRefused([...age, '-i', 'plain.yaml', 'plain.yaml'], 'USAGE 1')
  })

  test('in place and elsewhere', async () => {
    await expectRefused([...age, '-i', '--output', 'x', 'plain.yaml'], 'CONFLICTING_OPTIONS 8')
    await expectRefused([...age, '-i', '--output', 'x', 'missing.yaml'], 'CONFLICTING_OPTIONS 8')
  })

  test('standard input without a name, or in place (CLI-042)', async () => {
    await expectRefused(age, 'CONFLICTING_OPTIONS 8')
    await expectRefused([...age, '-i'], 'CONFLICTING_OPTIONS 8')
    await expectRefused([...age, '-i', '--filename-override', 'x.yaml'], 'CONFLICTING_OPTIONS 8')
    await expectRefused([...age, '--filename-override', ''], 'CONFLICTING_OPTIONS 8')
  })
})

describe('rules', () => {
  test('two at once', async () => {
    const two = ['--encrypted-regex', 'a', '--unencrypted-suffix', 'b']
    await expectRefused([...age, ...two, 'plain.yaml'], 'CONFLICTING_RULES 8')
    await expectRefused([...age, ...two, '-i', 'plain.yaml'], 'CONFLICTING_RULES 8')
  })

  test.each(['(', '(?=a)', '(a)\\1', 'a{1001}', 'x**'])(
    'a pattern that RE2 refuses, which sops takes as matching nothing (Q8): %s',
    async (pattern) => {
      for (const rule of ['encrypted', 'unencrypted', 'encrypted-comment', 'unencrypted-comment']) {
        await expectRefused(
          [...age, `--${rule}-regex`, pattern, '-i', 'plain.yaml'],
          'INVALID_REGEX 8',
        )
      }
    },
  )

  test('a comment that would match its own ciphertext (R8)', async () => {
    await writeFile(join(folder, 'x.yaml'), '# c\na: 1\n')
    const rule = ['--unencrypted-comment-regex', '^ENC']
    await expectRefused([...age, ...rule, 'x.yaml'], 'COMMENT_MATCHES_RULE 23')
  })
})

describe('keys', () => {
  test('none, and whether there was a configuration (CFG-002)', async () => {
    const missing = 'No .sops.yaml was found in the working directory '
    const { stderr } = await sopskit(folder, ['encrypt', 'plain.yaml'])
    expect(stderr).toContain(`${missing}${JSON.stringify(folder)} or above it.\n`)
    await writeFile(join(folder, '.sops.yaml'), 'stores: {}\n')
    const found = await sopskit(folder, ['encrypt', 'plain.yaml'])
    expect(found.stderr).toMatch(/^sopskit: NO_RECIPIENTS: /)
    expect(found.stderr).not.toContain(missing)
  })

  test('none', async () => {
    await expectRefused(['plain.yaml'], 'NO_RECIPIENTS 1')
    await expectRefused(['--age', '', 'plain.yaml'], 'NO_RECIPIENTS 1', {
      env: { SOPS_AGE_RECIPIENTS: testRecipient(0) },
    })
  })

  test.each([
    ['no recipient', 'bogus'],
    ['an identity', testIdentity(0)],
    ['an empty part', `${testRecipient(0)},`],
    ['a blank', ' '],
    ['a wrong checksum', `${testRecipient(0).slice(0, -1)}q`],
  ])('%s', async (_, recipient) => {
    const { exit, stdout, stderr } = await sopskit(folder, [
      'encrypt',
      '--age',
      recipient,
      'plain.yaml',
    ])
    expect(exit).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^sopskit: (INVALID_MASTER_KEY|WRAP_FAILED): /)
    expect(stderr).not.toContain(testIdentity(0))
  })

  test.each([
    ['--pgp', 'SOPS_PGP_FP', 'AB 12', 'WRAP_FAILED 1'],
    ['--kms', 'SOPS_KMS_ARN', 'arn:of:nothing', 'WRAP_FAILED 1'],
    ['--gcp-kms', 'SOPS_GCP_KMS_IDS', 'projects/p', 'WRAP_FAILED 1'],
    ['--azure-kv', 'SOPS_AZURE_KEYVAULT_URLS', 'https://127.0.0.1:1/keys/k/1', 'WRAP_FAILED 1'],
    ['--hc-vault-transit', 'SOPS_VAULT_URIS', 'http://127.0.0.1:1/v1/t/keys/k', 'WRAP_FAILED 1'],
    ['--hckms', 'SOPS_HUAWEICLOUD_KMS_IDS', 'r:k', 'UNSUPPORTED_KEY_TYPE 1'],
  ])('that cannot be had, beside one that can: %s', async (flag, variable, key, expected) => {
    const env = { VAULT_MAX_RETRIES: '0' }
    await expectRefused([...age, flag, key, 'plain.yaml'], expected, { env })
    await expectRefused([...age, 'plain.yaml'], expected, { env: { ...env, [variable]: key } })
    const { exit } = await sopskit(folder, ['encrypt', ...age, flag, '', 'plain.yaml'])
    expect(exit).toBe(0)
  })

  test.each(['--azure-kv', '--hc-vault-transit', '--hckms'])('that is none: %s', async (flag) => {
    await expectRefused([...age, flag, 'KEY', 'plain.yaml'], 'INVALID_MASTER_KEY 1')
  })

  test('no key service', async () => {
    await expectRefused([...age, '--enable-local-keyservice=false', 'plain.yaml'], 'WRAP_FAILED 1')
  })
})

describe('other flags', () => {
  test.each(['bad', 'a:b,c', 'a:b:c', 'a:b,', ','])(
    'an encryption context that is none (CFG-066): %s',
    async (context) => {
      const flag = ['--encryption-context', context]
      await expectRefused([...age, ...flag, 'plain.yaml'], 'INVALID_ENCRYPTION_CONTEXT 6')
    },
  )

  test.each([
    ['--indent', '-2', 'plain.yaml'],
    ['--indent=-2', '--output-type', 'json', 'plain.yaml'],
  ])('an indentation that the format does not know: %s %s %s', async (...argv) => {
    await expectRefused([...age, ...argv], 'INVALID_INDENT 4')
  })

  test('unknown ones and missing values', async () => {
    await expectRefused([...age, '--bogus', 'plain.yaml'], 'USAGE 1')
    await expectRefused([...age, 'plain.yaml', '--output'], 'USAGE 1')
  })
})

describe('the first of several mistakes is the one that sops names', () => {
  const context = ['--encryption-context', 'bad']
  const rules = ['--encrypted-regex', 'a', '--encrypted-suffix', 'b']

  test.each([
    [['-i', '--output', 'x', 'missing.yaml'], 'CONFLICTING_OPTIONS 8'],
    [[...rules, 'missing.yaml'], 'FILE_NOT_FOUND 100'],
    [[...rules, ...context, 'plain.yaml'], 'CONFLICTING_RULES 8'],
    [[...context, 'plain.yaml'], 'INVALID_ENCRYPTION_CONTEXT 6'],
    [['bad.yaml'], 'NO_RECIPIENTS 1'],
    [['--age', 'bogus', 'bad.yaml'], 'INVALID_MASTER_KEY 1'],
    [[...age, '--output', 'missing/x', 'bad.yaml'], 'PARSE_FAILED 2'],
  ])('%j', async (argv, expected) => {
    await writeFile(join(folder, 'bad.yaml'), 'a: [')
    await expectRefused(argv, expected)
  })

  test('a configuration comes after the file and before everything else', async () => {
    await writeFile(join(folder, '.sops.yaml'), 'creation_rules: []\n')
    await expectRefused([...age, 'missing.yaml'], 'FILE_NOT_FOUND 100')
    await expectRefused([...rules, ...context, 'plain.yaml'], 'NO_MATCHING_RULE 1')
    await expectRefused([...age, '-i', '--output', 'x', 'plain.yaml'], 'CONFLICTING_OPTIONS 8')
  })
})
