import { mkdir, readFile, realpath, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testRecipient } from '@sopskit/test-vectors'
import { beforeEach, describe, expect, test } from 'vitest'
import type { SopsErrorCode } from '../../src/index.ts'
import { loadConfig } from '../../src/index.ts'
import { expectError } from '../support/expect-error.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

let path: string

beforeEach(async () => {
  path = join(await realpath(await temporaryFolder()), '.sops.yaml')
})

async function load(content: string | Uint8Array) {
  await writeFile(path, content)
  return loadConfig(path)
}

async function messageOf(content: string | Uint8Array, code: SopsErrorCode): Promise<string> {
  await writeFile(path, content)
  return (await expectError(code, () => loadConfig(path))).message
}

describe('a file that says nothing (CFG-009, CFG-034)', () => {
  test.each([
    '',
    '\n\n',
    '# only a comment\r\n\n  # and another',
    '\ufeff# c\n',
    '---\n',
    'null\n',
    '{}',
  ])('%j', async (content) => {
    const { creationRules, destinationRules } = await load(content)
    expect({ creationRules, destinationRules }).toEqual({
      creationRules: undefined,
      destinationRules: [],
    })
  })
})

describe('a file as people write it', () => {
  test('anchors, merged maps, comments, folded text (CFG-020, CFG-042)', async () => {
    const config = await load(`# keys of people
keys:
  - &alice ${testRecipient(0)}
  - &bob ${testRecipient(1)}
defaults: &defaults
  encrypted_regex: ^(data|stringData)$
  shamir_threshold: 2
creation_rules:
  # production
  - path_regex: ^prod/
    <<: *defaults
    key_groups:
      - age: [*alice] # inline
      # the other one
      - age:
          - *bob
  - age: >-
      ${testRecipient(0)},
      ${testRecipient(1)},
`)
    expect(config.creationRules).toMatchObject([
      {
        pathRegex: '^prod/',
        texts: { encryptedRegex: '^(data|stringData)$' },
        shamirThreshold: 2,
        keys: { groups: [{ age: [testRecipient(0)] }, { age: [testRecipient(1)] }] },
        position: { line: 10, column: 5 },
      },
      { keys: { kind: 'flat', age: [testRecipient(0), testRecipient(1)] } },
    ])
    expect(config).toMatchObject({ path, directory: join(path, '..') })
  })

  test('the example of the documentation', async () => {
    const page = await readFile(
      new URL('../../../../docs/configuration.md', import.meta.url),
      'utf8',
    )
    const [, example = ''] = /```yaml\n([^]*?)```/.exec(page) ?? []
    const { creationRules, stores } = await load(example)
    expect(creationRules).toMatchObject([
      { pathRegex: '^prod/', keys: { kind: 'groups', groups: [{}, {}] } },
      { pathRegex: '', keys: { kind: 'flat', age: [testRecipient(0), testRecipient(1)] } },
    ])
    expect(stores.yamlIndent).toBe(2)
  })

  test.each(['0123', '0x10', '1_000', '1.50', 'true', '2001-01-01', '.inf', '!!float 1'])(
    'text that is spelled like something else stays as it is spelled (CFG-025): %s',
    async (value) => {
      const rule = `creation_rules: [{aws_profile: ${value}, key_groups: [{kms: [{context: {k: ${value}}}]}]}]`
      const [spelled] = value.split(' ').slice(-1)
      const { creationRules } = await load(rule)
      expect(creationRules).toMatchObject([
        { keys: { groups: [{ kms: [{ context: { k: spelled } }] }] } },
      ])
      const { creationRules: flat } = await load(`creation_rules: [{aws_profile: ${value}}]`)
      expect(flat).toMatchObject([{ keys: { awsProfile: spelled } }])
    },
  )

  test('byte order mark, CRLF and JSON', async () => {
    expect((await load('\ufeffcreation_rules: []\r\n')).creationRules).toEqual([])
    expect((await load('{"stores": {"json": {"indent": 2}}}')).stores.jsonIndent).toBe(2)
  })

  test('any name', async () => {
    path = join(path, '..', 'other name')
    expect((await load('creation_rules: []')).creationRules).toEqual([])
  })
})

describe('a mistake is told with file, line and column', () => {
  test.each([
    ['a: [', /\(configuration ".*\.sops\.yaml", line 1, column \d+\)$/],
    ['creation_rules: [{agee: a}]', /did you mean age\? \(configuration .*, line 1, column 19\)$/],
    [
      'creation_rules:\n  - age: a\n    path_regexp: b\n',
      /did you mean path_regex\? .*line 3, column 5\)$/,
    ],
    [
      'creation_rules:\n  - age: 5\n',
      /age has to be text or a list of texts\. .*line 2, column 5\)$/,
    ],
    ['creation_rules:\n  - age:\n      - a\n      - 5\n', /age\[1\] .*line 4, column 9\)$/],
    ['creation_rules:\n  - age: a\n  -\n', /creation_rules\[1\] is empty: .*line 3, column \d\)$/],
    [
      'x: &x {age: a, note: b}\ncreation_rules:\n  - <<: *x\n',
      /<<\.note is not known\. .*line 1, column 16\)$/,
    ],
    [
      'stores: {yaml: {indent: x}}',
      /stores\.yaml\.indent has to be a whole number\. .*column 17\)$/,
    ],
    ['creation_rules: []\n---\na: b\n', /has to be one document/],
    ['rules: []\n', /says nothing that counts/],
    ['- a\n', /top level .*line 1, column 1\)$/],
    ['creation_rules: []\ncreation_rules: []\n', /line 2, column 1\)$/],
    ['1: a\n', /line 1, column 1\)$/],
    [new Uint8Array([0x61, 0x3a, 0x20, 0xff]), /UTF-8.* \(configuration ".*\.sops\.yaml"\)$/],
  ])('%j (CFG-020, CFG-021)', async (content, message) => {
    expect(await messageOf(content, 'CONFIG_INVALID')).toMatch(message)
  })

  test('the error underneath has the position, the outer one does not', async () => {
    await writeFile(path, 'stores: {toml: 1}')
    const error = await expectError('CONFIG_INVALID', () => loadConfig(path))
    expect(error.position).toBeUndefined()
    expect(error.cause).toMatchObject({ position: { line: 1, column: 10 } })
  })

  test('a file that is missing, or is a folder (CFG-004, CFG-006)', async () => {
    const missing = await expectError('CONFIG_UNREADABLE', () => loadConfig(path))
    expect(missing.message).toContain('.sops.yaml" cannot be read: no such file')
    await mkdir(path)
    const error = await expectError('CONFIG_UNREADABLE', () => loadConfig(path))
    expect(error.message).toContain('it is a directory')
  })
})
