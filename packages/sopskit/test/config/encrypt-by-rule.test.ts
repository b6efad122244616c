import { mkdir, realpath, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testRecipient } from '@sopskit/test-vectors'
import { beforeEach, describe, expect, test } from 'vitest'
import { type CommandSetup, sopskit } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const [first, second, third] = [0, 1, 2].map(testRecipient)
let folder: string

beforeEach(async () => {
  folder = await realpath(await temporaryFolder())
  await mkdir(join(folder, 'a'))
  await writeFile(join(folder, 'f.yaml'), 'a: x\nb_plain: z\n')
  await writeFile(join(folder, 'a', 'f.yaml'), 'a: x\n')
})

const configure = (text: string, name = '.sops.yaml') => writeFile(join(folder, name), text)

/** Encrypts, which must succeed, and gives what it wrote on both streams. */
async function encrypted(argv: readonly string[], setup: CommandSetup = {}, cwd = folder) {
  const { exit, stdout, stderr } = await sopskit(cwd, argv, setup)
  expect({ exit, stderr: exit === 0 ? '' : stderr }).toEqual({ exit: 0, stderr: '' })
  return { stdout, stderr }
}

/** The recipients of the file, in order. */
async function recipients(...argv: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await encrypted(['encrypt', ...argv])
  return Array.from(stdout.matchAll(/recipient: (\S+)/g), ([, recipient = '']) => recipient)
}

async function expectRefused(argv: readonly string[], expected: string): Promise<string> {
  const { exit, stdout, stderr } = await sopskit(folder, ['encrypt', ...argv])
  const [, code] = /^sopskit: ([A-Z_]+): .+/m.exec(stderr) ?? []
  expect(`${code} ${exit}`).toBe(expected)
  expect(stdout).toBe('')
  return stderr
}

describe('keys', () => {
  test('are those of the first rule that matches (CFG-030, CFG-032)', async () => {
    await configure(`creation_rules: [{path_regex: ^a/, age: ${first}}, {age: ${second}}]`)
    expect(await recipients('a/f.yaml')).toEqual([first])
    expect(await recipients('f.yaml')).toEqual([second])
    expect(await recipients('--filename-override', 'a/x.yaml', 'f.yaml')).toEqual([first])
  })

  test('beside key groups do not count, which is said (CFG-040)', async () => {
    const rule = `age: ${first}, pgp: AB, kms: "", key_groups: [{age: [${second}]}]`
    await configure(`creation_rules: [{${rule}}]`)
    const { stdout, stderr } = await encrypted(['encrypt', 'f.yaml'])
    expect(stdout).not.toContain(first)
    expect(stderr).toMatch(/^sopskit: warning: KEYS_IGNORED: .*key_groups.* age, pgp does not/)
    const flag = await encrypted(['encrypt', '--age', String(third), 'f.yaml'])
    expect(flag.stderr).toBe('')
  })

  test('are missing in a rule without any, which is said (CFG-049)', async () => {
    await configure('creation_rules: [{path_regex: f}]')
    const stderr = await expectRefused(['f.yaml'], 'EMPTY_KEY_GROUP 1')
    expect(stderr).toMatch(/\nThe keys come from the creation rule in \.sops\.yaml/)
  })

  test('stay, however often they are named (CFG-044)', async () => {
    await configure(`creation_rules: [{age: [${first}, "${second},${first}"]}]`)
    expect(await recipients('f.yaml')).toEqual([first, second, first])
  })

  test('of flags and variables replace all of them (CFG-063)', async () => {
    await configure(`creation_rules: [{age: ${first}, pgp: AB, unencrypted_suffix: _plain}]`)
    expect(await recipients('--age', String(third), 'f.yaml')).toEqual([third])
    const env = { SOPS_AGE_RECIPIENTS: String(third) }
    const { stdout } = await encrypted(['encrypt', 'f.yaml'], { env })
    expect(stdout).toContain(`recipient: ${third}`)
    expect(stdout).not.toContain('pgp:')
    expect(stdout).toContain('b_plain: z\n')
  })

  test('of a rule have to be sound even then', async () => {
    await configure('creation_rules: [{age: bogus}]')
    const message = await expectRefused(['--age', String(third), 'f.yaml'], 'INVALID_MASTER_KEY 1')
    expect(message).toMatch(
      /recipient 1 is not an age recipient.*\.sops\.yaml", line 1, column 18\)/,
    )
  })

  test('are judged by their form only, where flags replace them', async () => {
    await configure('creation_rules: [{age: age1notarecipient}]')
    expect(await recipients('--age', String(first), 'f.yaml')).toEqual([first])
    await expectRefused(['f.yaml'], 'WRAP_FAILED 1')
  })

  test('in groups share the data key (CFG-045, CFG-051)', async () => {
    await configure(`
creation_rules:
  - age: ${third}
    key_groups:
      - merge: [{age: [${second}]}]
        age: [${first}, ${second}]
      - age: [${first}]
`)
    const { stdout } = await encrypted(['encrypt', 'f.yaml'])
    expect(stdout.match(/recipient: \S+/g)).toEqual(
      [second, first, first].map((recipient) => `recipient: ${recipient}`),
    )
    expect(stdout).toContain('shamir_threshold: 2\n')
    expect(stdout).toContain('key_groups:\n')
  })

  test('that are missing, in a rule or a group (CFG-049)', async () => {
    for (const rule of ['{}', '{age: ""}', '{key_groups: [{}]}', '{key_groups: [{age: []}]}']) {
      await configure(`creation_rules: [${rule}]`)
      await expectRefused(['f.yaml'], 'EMPTY_KEY_GROUP 1')
      expect(await recipients('--age', String(first), 'f.yaml')).toEqual([first])
    }
  })
})

describe('keys that cannot be had are never left out', () => {
  test.each([
    ['pgp: AB12', 'AB12'],
    ['kms: "arn:a+arn:r"', 'arn:a+arn:r'],
    ['gcp_kms: [projects/p]', 'projects/p'],
    ['azure_keyvault: https://127.0.0.1:1/keys/k/1', 'https://127.0.0.1:1/keys/k/1'],
    ['hc_vault_transit_uri: http://127.0.0.1:1/v1/t/keys/k', 'http://127.0.0.1:1/v1/t/keys/k'],
    ['key_groups: [{age: [RECIPIENT], kms: [{arn: arn:a, context: {k: v}}]}]', 'arn:a|k:v'],
  ])('%s', async (keys, name) => {
    await configure(
      `creation_rules: [{age: RECIPIENT, ${keys}}]`.replaceAll('RECIPIENT', String(first)),
    )
    const message = await expectRefused(['f.yaml'], 'WRAP_FAILED 1')
    expect(message).toContain(name)
    expect(message).not.toContain(String(first))
  })

  test('of a kind that no service here handles', async () => {
    await configure('creation_rules: [{hckms: ["r:k"]}]')
    expect(await expectRefused(['f.yaml'], 'UNSUPPORTED_KEY_TYPE 1')).toContain('r:k')
  })

  test('the encryption context of the flag is theirs too, which sops drops (CFG-065)', async () => {
    await configure('creation_rules: [{kms: "arn:a", aws_profile: p}]')
    const message = await expectRefused(['--encryption-context', 'k:v', 'f.yaml'], 'WRAP_FAILED 1')
    expect(message).toContain('arn:a|k:v|p')
  })
})

describe('options', () => {
  test.each([
    ['unencrypted_suffix: _plain', /^b_plain: z$/m],
    ['encrypted_suffix: _plain', /^a: x$/m],
    ['unencrypted_regex: ^b', /^b_plain: z$/m],
    ['encrypted_regex: ^b', /^a: x$/m],
    ['unencrypted_comment_regex: plain', /unencrypted_comment_regex: plain$/m],
    ['encrypted_comment_regex: plain', /^a: x\nb_plain: z$/m],
    ['mac_only_encrypted: true', /mac_only_encrypted: true$/m],
    ['shamir_threshold: 3', /shamir_threshold: 3$/m],
  ])('of the rule: %s (CFG-023)', async (option, expected) => {
    await configure(`creation_rules: [{age: ${first}, ${option}}]`)
    const { stdout } = await encrypted(['encrypt', 'f.yaml'])
    expect(stdout).toMatch(expected)
    const [name = ''] = option.split(':')
    expect(stdout).toContain(`    ${name}: `)
    expect(stdout.includes('unencrypted_suffix: _unencrypted')).toBe(!/suffix|regex/.test(name))
  })

  test('a flag beats the option of its kind (CFG-060, CFG-064)', async () => {
    await configure(`creation_rules: [{age: ${first}, encrypted_regex: ^b, shamir_threshold: 3}]`)
    const flags = ['--encrypted-regex', '^a', '--shamir-secret-sharing-threshold', '2']
    const { stdout } = await encrypted(['encrypt', ...flags, 'f.yaml'])
    expect(stdout).toMatch(/^b_plain: z$/m)
    expect(stdout).toContain('shamir_threshold: 2\n')
    const none = ['--encrypted-regex', '', '--shamir-secret-sharing-threshold', '0']
    const kept = await encrypted(['encrypt', ...none, 'f.yaml'])
    expect(kept.stdout).toContain('encrypted_regex: ^b\n')
    expect(kept.stdout).toContain('shamir_threshold: 3\n')
  })

  test('no flag switches off mac_only_encrypted (CFG-060)', async () => {
    await configure(`creation_rules: [{age: ${first}, mac_only_encrypted: on}]`)
    const { stdout } = await encrypted(['--mac-only-encrypted=false', 'encrypt', 'f.yaml'])
    expect(stdout).toContain('mac_only_encrypted: true\n')
    await configure(`creation_rules: [{age: ${first}}]`)
    const flag = await encrypted(['--mac-only-encrypted', 'encrypt', 'f.yaml'])
    expect(flag.stdout).toContain('mac_only_encrypted: true\n')
  })

  test('two of the six: in the rule, and in rule and flag (CFG-050)', async () => {
    await configure(`creation_rules: [{age: ${first}, encrypted_regex: a, encrypted_suffix: b}]`)
    const message = await expectRefused(['f.yaml'], 'CONFIG_INVALID 1')
    expect(message).toContain('line 1, column 18')
    await configure(`creation_rules: [{age: ${first}, encrypted_regex: a}]`)
    await expectRefused(['--encrypted-suffix', 'b', 'f.yaml'], 'CONFLICTING_RULES 8')
  })

  test('a pattern that RE2 refuses, which sops takes as matching nothing (CFG-052)', async () => {
    for (const option of ['encrypted_regex', 'unencrypted_regex', 'encrypted_comment_regex']) {
      await configure(`creation_rules: [{age: ${first}, ${option}: '^(?!public)'}]`)
      const message = await expectRefused(['f.yaml'], 'INVALID_REGEX 8')
      expect(message).toMatch(/\.sops\.yaml", line 1, column 18\)/)
    }
  })

  test('do not apply to a binary file, which is told (CFG-062)', async () => {
    await configure(
      `creation_rules: [{age: ${first}, encrypted_regex: ^b, mac_only_encrypted: true}]`,
    )
    const { stdout, stderr } = await encrypted(['encrypt', '--input-type', 'binary', 'f.yaml'])
    expect(stdout).not.toMatch(/encrypted_regex|mac_only/)
    expect(stderr).toMatch(/^sopskit: warning: RULE_IGNORED: /)
  })

  test('a threshold that does not fit the groups (CFG-051)', async () => {
    for (const threshold of [1, 3]) {
      const groups = `[{age: [${first}]}, {age: [${second}]}]`
      await configure(`creation_rules: [{shamir_threshold: ${threshold}, key_groups: ${groups}}]`)
      await expectRefused(['f.yaml'], 'INVALID_THRESHOLD 1')
    }
  })
})

describe('without a rule', () => {
  const age = ['--age', String(first)]

  test.each(['', '# c\n', 'stores: {}\n', 'destination_rules: []\n', 'creation_rules:\n'])(
    'the file counts as none: %j (CFG-034)',
    async (text) => {
      await configure(text)
      expect(await recipients(...age, 'f.yaml')).toEqual([first])
      await expectRefused(['f.yaml'], 'NO_RECIPIENTS 1')
    },
  )

  test.each(['[]', '[{path_regex: nothing}]'])(
    'but rules of which none matches are an error, with and without keys: %s (CFG-035, CFG-036)',
    async (rules) => {
      await configure(`creation_rules: ${rules}\n`)
      const message = await expectRefused([...age, 'f.yaml'], 'NO_MATCHING_RULE 1')
      expect(message).toMatch(/matches "f\.yaml".*\.sops\.yaml"/)
      await expectRefused(['f.yaml'], 'NO_MATCHING_RULE 1')
    },
  )
})

describe('which file is read', () => {
  const rules = () => `creation_rules: [{path_regex: ^f, age: ${first}}, {age: ${second}}]`

  test('the nearest, from where the command runs and not from where the file is (CFG-002)', async () => {
    await configure(rules())
    await configure(`creation_rules: [{age: ${third}}]`, 'a/.sops.yaml')
    expect(await recipients('a/f.yaml')).toEqual([second])
    const { stdout } = await encrypted(['encrypt', '../f.yaml'], {}, join(folder, 'a'))
    expect(stdout).toContain(`recipient: ${third}`)
  })

  test('the one that is named, before the command, behind it, or by a variable (CFG-006)', async () => {
    await configure('creation_rules: []')
    await configure(rules(), 'a/conf')
    for (const path of ['a/conf', './a/../a/conf', join(folder, 'a', 'conf')]) {
      expect(await recipients('--config', path, 'a/f.yaml')).toEqual([first])
      const { stdout } = await encrypted(['--config', path, 'encrypt', 'f.yaml'])
      expect(stdout).toContain(`recipient: ${second}`)
      const env = { SOPS_CONFIG: path }
      expect((await encrypted(['encrypt', 'a/f.yaml'], { env })).stdout).toContain(String(first))
    }
    await expectRefused(['--config', '', 'f.yaml'], 'NO_MATCHING_RULE 1')
    await expectRefused(['--config', 'missing', 'f.yaml'], 'CONFIG_UNREADABLE 1')
    await expectRefused(['--config', 'a', 'f.yaml'], 'CONFIG_UNREADABLE 1')
    expect(await recipients('--config', '/dev/null', '--age', String(third), 'f.yaml')).toEqual([
      third,
    ])
  })

  test('for standard input the name counts (CFG-037)', async () => {
    await configure(rules())
    const argv = ['encrypt', '--filename-override', 'f.yaml']
    expect((await encrypted(argv, { stdin: 'a: 1\n' })).stdout).toContain(String(first))
    const other = ['encrypt', '--filename-override', 'x/f.yaml']
    expect((await encrypted(other, { stdin: 'a: 1\n' })).stdout).toContain(String(second))
  })

  test('a file elsewhere is matched by its whole path (CFG-032)', async () => {
    const elsewhere = await realpath(await temporaryFolder())
    await writeFile(join(elsewhere, 'f.yaml'), 'a: 1\n')
    await configure(`creation_rules: [{path_regex: '^${elsewhere}/f', age: ${first}}]`)
    expect(await recipients(join(elsewhere, 'f.yaml'))).toEqual([first])
  })

  test('links in names are not followed (CFG-033)', async () => {
    await configure(`creation_rules: [{path_regex: ^link/f, age: ${first}}, {age: ${second}}]`)
    await symlink('a', join(folder, 'link'))
    expect(await recipients('link/f.yaml')).toEqual([first])
    const { stdout } = await encrypted(['encrypt', 'f.yaml'], {}, join(folder, 'link'))
    expect(stdout).toContain(String(first))
    const argv = ['encrypt', join(folder, 'a', 'f.yaml')]
    expect((await encrypted(argv, {}, join(folder, 'link'))).stdout).toContain(String(second))
  })

  test('".." behind a link is followed to the file, and cut from its text for the rules', async () => {
    const elsewhere = await realpath(await temporaryFolder())
    await mkdir(join(elsewhere, 'deep'))
    await symlink(join(elsewhere, 'deep'), join(folder, 'link'))
    await configure(`creation_rules: [{path_regex: ^f, age: ${first}}, {age: ${second}}]`)
    await writeFile(join(elsewhere, 'conf'), `creation_rules: [{path_regex: ^f, age: ${third}}]`)
    expect(await recipients('--config', 'link/../conf', 'f.yaml')).toEqual([third])
  })

  test('a .sops.yml is told (CFG-005)', async () => {
    await configure(rules(), '.sops.yml')
    const { stderr } = await encrypted(['encrypt', '--age', String(first), 'f.yaml'])
    expect(stderr).toMatch(/^sopskit: warning: CONFIG_NAME: .*\.sops\.yml" does not count.*\n$/)
  })
})

describe('a broken configuration', () => {
  test.each([
    ['a: [', 'CONFIG_INVALID 1'],
    ['creation_rules: {}', 'CONFIG_INVALID 1'],
    ['creation_rules: [{path_regex: "("}]', 'CONFIG_INVALID 1'],
    ['creation_rules: [{path_regexp: a}]', 'CONFIG_INVALID 1'],
  ])('comes behind the file and before everything else: %s', async (text, expected) => {
    await configure(text)
    const age = ['--age', String(first)]
    const mistakes = [
      '--encryption-context',
      'bad',
      '--encrypted-regex',
      'a',
      '--encrypted-suffix',
      'b',
    ]
    await expectRefused([...age, 'missing.yaml'], 'FILE_NOT_FOUND 100')
    await expectRefused([...age, ...mistakes, 'f.yaml'], expected)
    await expectRefused([...age, '-i', '--output', 'x', 'f.yaml'], 'CONFLICTING_OPTIONS 8')
  })

  test('a pattern behind the rule that matches does no harm (CFG-031)', async () => {
    await configure(`creation_rules: [{age: ${first}}, {path_regex: "("}]`)
    expect(await recipients('f.yaml')).toEqual([first])
  })
})
