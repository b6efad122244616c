import { mkdir, realpath, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { decryptFile, encryptFile, loadConfig } from '../../src/index.ts'
import { expectError } from '../support/expect-error.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const [first, second] = [testRecipient(0), testRecipient(1)]
let folder: string
let file: string

beforeEach(async () => {
  folder = await realpath(await temporaryFolder())
  await mkdir(join(folder, 'a'))
  file = join(folder, 'a', 'x.yaml')
  await writeFile(file, 'm:\n    k: v\n')
  vi.spyOn(process, 'cwd').mockReturnValue(folder)
})

afterEach(() => {
  vi.restoreAllMocks()
})

const configure = (text: string) => writeFile(join(folder, '.sops.yaml'), text)

test('no configuration is read unless it is asked for', async () => {
  await configure('a: [')
  const encrypted = await encryptFile(file, { recipients: first })
  expect(encrypted.text()).toContain(`recipient: ${first}`)
})

describe('a configuration that is asked for', () => {
  test('is looked for from the working directory upward', async () => {
    await configure(
      `creation_rules: [{path_regex: ^a/, age: ${first}, encrypted_regex: ^k}]\nstores: {yaml: {indent: 2}}`,
    )
    const encrypted = await encryptFile(file, { config: 'search' })
    expect(encrypted.text()).toMatch(/^m:\n {2}k: ENC\[/)
    expect(encrypted.metadata).toMatchObject({ rule: { kind: 'encrypted-regex', pattern: '^k' } })
    await encryptFile(file, { config: 'search', inPlace: true })
    const decrypted = await decryptFile(file, { config: 'search', identities: [testIdentity(0)] })
    expect(decrypted.text()).toBe('m:\n  k: v\n')
  })

  test('is one that was loaded, from its own directory', async () => {
    const path = join(folder, 'a', 'conf')
    await writeFile(path, `creation_rules: [{path_regex: ^x, age: ${first}}, {age: ${second}}]`)
    const config = await loadConfig(path)
    expect((await encryptFile(file, { config })).text()).toContain(first)
    await writeFile(join(folder, 'x.yaml'), 'k: v\n')
    expect((await encryptFile(join(folder, 'x.yaml'), { config })).text()).toContain(second)
  })

  test('is counted from the name of the working directory, as by the command (CFG-033)', async () => {
    await configure(`creation_rules: [{path_regex: ^link/, age: ${first}}, {age: ${second}}]`)
    await mkdir(join(folder, 'other'))
    const link = join(folder, 'other', 'link')
    await symlink(join(folder, 'a'), link)
    vi.spyOn(process, 'cwd').mockReturnValue(join(folder, 'a'))
    const recipients = async () =>
      (await encryptFile(join(link, 'x.yaml'), { config: 'search' })).metadata.keyGroups
    vi.stubEnv('PWD', link)
    expect(JSON.stringify(await recipients())).toContain(first)
    vi.stubEnv('PWD', folder)
    expect(JSON.stringify(await recipients())).toContain(second)
    vi.unstubAllEnvs()
  })

  test('need not be there', async () => {
    await expectError('NO_RECIPIENTS', () => encryptFile(file, { config: 'search' }))
    expect((await encryptFile(file, { config: 'search', recipients: first })).text()).toContain(
      first,
    )
  })

  test('is beaten by options, as it is by flags (CFG-060, CFG-063)', async () => {
    const rule = `{age: ${first}, encrypted_regex: ^m, shamir_threshold: 3, mac_only_encrypted: true}`
    await configure(`creation_rules: [${rule}]\nstores: {yaml: {indent: 2}}`)
    const options = { encryptedRegex: '^k', shamirThreshold: 2, macOnlyEncrypted: false, indent: 3 }
    for (const keys of [{ recipients: second }, { keyGroups: [[second]] }]) {
      const { metadata, text } = await encryptFile(file, { config: 'search', ...keys, ...options })
      expect(metadata).toMatchObject({
        rule: { pattern: '^k' },
        shamirThreshold: 2,
        macOnlyEncrypted: false,
        keyGroups: [{ keys: [{ key: { recipient: second } }] }],
      })
      expect(text()).toMatch(/^m:\n {3}k: /)
    }
  })

  test('has to have a rule that matches, even when keys are given (CFG-036)', async () => {
    await configure('creation_rules: [{path_regex: ^b/}]')
    const options = { config: 'search', recipients: first } as const
    await expectError('NO_MATCHING_RULE', () => encryptFile(file, options))
    const decrypted = decryptFile(file, { config: 'search', identities: [testIdentity(0)] })
    await expectError('METADATA_NOT_FOUND', () => decrypted)
  })

  test('that is broken', async () => {
    await configure('creation_rules: [{note: x}]')
    await expectError('CONFIG_INVALID', () => encryptFile(file, { config: 'search' }))
    await configure('a: [')
    await expectError('CONFIG_INVALID', () => decryptFile(file, { config: 'search' }))
  })
})
