import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { decrypt, decryptFile, encrypt, encryptFile, encryptObject } from 'sopskit'
import { describe, expect, it } from 'vitest'
import { sopskit } from '../support/command.ts'
import { expectError } from '../support/expect-error.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const recipients = testRecipient(0)
const identities = [testIdentity(0)]
const preserve = { format: 'yaml', layout: 'preserve' } as const
const plain = "a:   'x'   # c\n\n\nb: [1, 2]\n"

describe('through the API', () => {
  it('sops is the layout unless the other one is asked for', async () => {
    const { bytes } = await encrypt(plain, { format: 'yaml', recipients })
    const same = await encrypt(plain, { format: 'yaml', layout: 'sops', recipients })
    expect(same.text().split('\n').length).toBe(Buffer.from(bytes).toString().split('\n').length)
    const restored = await decrypt(bytes, { format: 'yaml', layout: 'sops', identities })
    expect(restored.text()).toBe('# c\na: x\nb:\n    - 1\n    - 2\n')
  })

  it('what one layout encrypted the other one decrypts', async () => {
    const preserved = await encrypt(plain, { ...preserve, recipients })
    const usual = await decrypt(preserved.bytes, { format: 'yaml', identities })
    expect(usual.text()).toBe('# c\na: x\nb:\n    - 1\n    - 2\n')
    const other = await encrypt(plain, { format: 'yaml', recipients })
    const kept = await decrypt(other.bytes, { ...preserve, identities })
    expect(kept.text()).toBe('a: x # c\nb:\n    - 1\n    - 2\n')
  })

  it('files, in place', async () => {
    const file = join(await temporaryFolder(), 'x.yaml')
    await writeFile(file, plain)
    await encryptFile(file, { layout: 'preserve', recipients, inPlace: true })
    const restored = await decryptFile(file, { layout: 'preserve', identities, inPlace: true })
    expect(restored.text()).toBe(plain)
  })

  it('the MAC is verified first, and metadata hold their indentation', async () => {
    const { bytes } = await encrypt(plain, { ...preserve, recipients, indent: 2 })
    const text = Buffer.from(bytes).toString()
    expect(text).toContain('\nsops:\n  age:\n    - enc: |\n')
    const other = Buffer.from(text.replace('b: [', 'c: ['))
    await expectError('VALUE_TAMPERED', () => decrypt(other, { ...preserve, identities }))
    const more = Buffer.from(text.replace('\nsops:', '\nz_unencrypted: 1\nsops:'))
    await expectError('MAC_MISMATCH', () => decrypt(more, { ...preserve, identities }))
    const ignored = await decrypt(more, { ...preserve, identities, ignoreMac: true })
    expect(ignored.text()).toBe(`${plain}z_unencrypted: 1\n`)
  })

  it('comment rules see what they would see in the plain file (R6)', async () => {
    const text = 'l:\n    # enc\n    # second\n    - x\n    - y\n'
    const { bytes } = await encrypt(text, { ...preserve, recipients, encryptedCommentRegex: 'enc' })
    const encrypted = Buffer.from(bytes).toString()
    expect(encrypted).toMatch(/^l:\n {4}# enc\n {4}#ENC\[.+\n {4}- ENC\[.+\n {4}- y\n/)
    expect((await decrypt(bytes, { ...preserve, identities })).text()).toBe(text)
  })
})

describe('where no layout can be kept', () => {
  const encrypted = encrypt(plain, { ...preserve, recipients })

  it.each([
    ['another format', { format: 'json', layout: 'preserve' }],
    ['another output format', { ...preserve, outputFormat: 'json' }],
    ['another input format', { format: 'json', outputFormat: 'yaml', layout: 'preserve' }],
  ] as const)('%s', async (_, options) => {
    const { bytes } = await encrypted
    await expectError('CONFLICTING_OPTIONS', () => encrypt('{}', { ...options, recipients }))
    await expectError('CONFLICTING_OPTIONS', () => decrypt(bytes, { ...options, identities }))
  })

  it('a word that is no layout, from JavaScript', async () => {
    const options = { format: 'yaml', layout: 'keep' as 'preserve' } as const
    await expectError('CONFLICTING_OPTIONS', () => encrypt(plain, { ...options, recipients }))
  })

  it('an object, one value', async () => {
    const { bytes } = await encrypted
    const options = { ...preserve, identities, extract: '["a"]' }
    await expectError('CONFLICTING_OPTIONS', () =>
      encryptObject({ a: 1 }, { ...preserve, recipients }),
    )
    await expectError('CONFLICTING_OPTIONS', () => decrypt(bytes, options))
  })
})

describe('through the command', () => {
  it('encrypts and decrypts in place, and warns of what is not kept', async () => {
    const folder = await temporaryFolder()
    const text = `${plain}mode: 0644\n`
    await writeFile(join(folder, 'x.yaml'), text)
    const layout = ['--layout', 'preserve']
    const first = await sopskit(folder, ['encrypt', ...layout, '--age', recipients, 'x.yaml'])
    expect(first.exit).toBe(0)
    expect(first.stderr).toMatch(/^sopskit: warning: LAYOUT_NOT_KEPT: .* \(at \["mode"\]\)\n$/)
    await writeFile(join(folder, 'x.yaml'), first.stdout)
    const second = await sopskit(folder, ['decrypt', ...layout, 'x.yaml'])
    expect(second).toEqual({ exit: 0, stdout: `${plain}mode: 420\n`, stderr: '' })
  })

  it.each([
    ['a word that is none', ['--layout', 'keep', 'x.yaml'], 'USAGE 1'],
    ['one value', ['--layout=preserve', '--extract', '["a"]', 'x.yaml'], 'CONFLICTING_OPTIONS 8'],
    ['JSON', ['--layout=preserve', '--output-type', 'json', 'x.yaml'], 'CONFLICTING_OPTIONS 8'],
    ['an alias', ['--layout=preserve', 'alias.yaml'], 'EMIT_FAILED 4'],
  ])('refuses %s', async (title, args, expected) => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'x.yaml'), plain)
    await writeFile(join(folder, 'alias.yaml'), 'a: &x v\nb: *x\n')
    const isForDecryption = title === 'one value'
    const command = isForDecryption ? ['decrypt'] : ['encrypt', '--age', recipients]
    const { exit, stdout, stderr } = await sopskit(folder, [...command, ...args])
    const [, code] = /^sopskit: ([A-Z_]+):/.exec(stderr) ?? []
    expect(`${code} ${exit}`).toBe(expected)
    expect(stdout).toBe('')
  })

  it('the empty word is the usual layout', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'x.yaml'), plain)
    const run = await sopskit(folder, ['encrypt', '--layout=', '--age', recipients, 'x.yaml'])
    expect(run.exit).toBe(0)
    expect(run.stdout).not.toContain('   ENC')
  })
})
