import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import {
  encrypt,
  parseSetValue,
  rotate,
  setValue,
  unsetValue,
  updateKeys,
  updateKeysInFiles,
  type UpdateKeysOptions,
} from 'sopskit'
import { describe, expect, it } from 'vitest'
import { type CommandRun, sopskit } from '../support/command.ts'
import { expectError } from '../support/expect-error.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const recipients = testRecipient(0)
const identities = [testIdentity(0)]
const preserving = { format: 'yaml', layout: 'preserve' } as const
const preserve = { ...preserving, identities } as const
const plain = "a:   'x'   # c\n\n\nb: [1, 2]\n"
const changed = 'LAYOUT_CHANGED'

async function encryptedText(text = plain): Promise<string> {
  return (await encrypt(text, { ...preserving, recipients })).text()
}

describe('a file that gets the layout of sops', () => {
  it('is warned of once by every function that writes it', async () => {
    const file = await encryptedText()
    const options = { format: 'yaml', identities } as const
    const keys: UpdateKeysOptions = { ...options, recipients: testRecipient(1) }
    const results = await Promise.all([
      setValue(file, { ...options, path: ['a'], value: 'y' }),
      unsetValue(file, { ...options, path: ['a'] }),
      rotate(file, options),
      updateKeys(file, keys),
    ])
    expect(results.map(({ warnings }) => warnings.map(({ code }) => code))).toEqual(
      results.map(() => [changed]),
    )
    const [{ bytes }] = results
    const again = await setValue(bytes, { ...options, path: ['a'], value: 'z' })
    expect(again.warnings).toEqual([])
  })

  it('is not where nothing changes, nor where it is no YAML', async () => {
    const file = await encryptedText()
    const options = { format: 'yaml', identities, idempotent: true } as const
    const same = await setValue(file, { ...options, path: ['a'], value: 'x' })
    expect([same.changed, same.warnings]).toEqual([false, []])
    const json = await setValue(file, { ...options, outputFormat: 'json', path: ['a'], value: 1 })
    expect(json.warnings).toEqual([])
    const compact = await encrypt('{"a":1}', { format: 'json', recipients, indent: 0 })
    const set = await setValue(compact.bytes, { ...options, format: 'json', path: ['a'], value: 2 })
    expect(set.warnings).toEqual([])
  })
})

describe('with its layout kept', () => {
  it('a file may hold comments that belong to nothing; such a layout is never given up', async () => {
    const file = (await encryptedText('a: {b: x}\nc: &n\nd: 1\n')).replace('a: {', 'a: { # own\n  ')
    const set = await setValue(file, { ...preserve, path: ['a', 'b'], value: 'y' })
    expect(set.text()).toContain('a: { # own\n')
    expect(set.warnings).toEqual([])
    const withAlias = file.replace('d: ', 'e: *n\nd: ')
    await expectError('EMIT_FAILED', () =>
      setValue(withAlias, { ...preserve, ignoreMac: true, path: ['e', 'f'], value: 'y' }),
    )
  })

  it('aliases give way to the layout of sops, with a warning', async () => {
    const options = { ...preserving, recipients, encryptedRegex: '^secret$' }
    const { bytes } = await encrypt('a: &n {b: 1}\nc: *n\nsecret: x\n', options)
    const set = await setValue(bytes, { ...preserve, path: ['c', 'd'], value: 'y' })
    expect(set.warnings.map(({ code, path }) => [code, path])).toEqual([['LAYOUT_NOT_KEPT', []]])
    expect(set.text()).toContain('a:\n    b: 1\nc:\n    b: 1\n    d: "y"\n')
  })

  it('other formats are refused, before the file is read', async () => {
    const json = { ...preserve, format: 'json' } as const
    await expectError('CONFLICTING_OPTIONS', () => rotate('nothing', json))
    await expectError('CONFLICTING_OPTIONS', () =>
      setValue('nothing', { ...preserve, outputFormat: 'json', path: ['a'], value: 1 }),
    )
  })

  it('metadata stay indented as they are', async () => {
    const { bytes } = await encrypt(plain, { ...preserving, recipients, indent: 2 })
    const rotated = await rotate(bytes, preserve)
    expect(rotated.text()).toContain('\nsops:\n  age:\n    - enc: |\n        -----BEGIN')
  })

  it('many files keep theirs', async () => {
    const folder = await temporaryFolder()
    const files = ['1.yaml', '2.yaml'].map((name) => join(folder, name))
    for (const file of files) await writeFile(file, await encryptedText())
    const { layout } = preserve
    const summary = await updateKeysInFiles(files, {
      layout,
      identities,
      recipients: [recipients, testRecipient(1)],
    })
    expect(summary.counts).toMatchObject({ updated: 2, failed: 0 })
    for (const file of files) expect(await readFile(file, 'utf8')).toMatch(/^a: {3}'ENC.*' {3}#ENC/)
  })
})

describe('a number for set', () => {
  it.each([
    ['98', 'float', 98],
    ['98', 'int', 98n],
    [' -7\n', 'int', -7n],
    ['0', 'int', 0n],
    ['-0', 'int', -0],
    ['98.0', 'int', 98],
    ['1e3', 'int', 1000],
    ['9007199254740993', 'int', 9007199254740992],
  ] as const)('%j is, as %s, %s', async (json, wholeNumbers, expected) => {
    expect(await parseSetValue(json, { wholeNumbers })).toBe(expected)
  })

  it('given to the command in this layout comes back as it was written', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'x.yaml'), await encryptedText())
    await sopskit(folder, ['set', '--layout', 'preserve', 'x.yaml', '["port"]', '98'])
    const run = await sopskit(folder, ['decrypt', '--layout', 'preserve', 'x.yaml'])
    expect(run.stdout).toBe(`${plain}port: 98\n`)
  })
})

describe('through the command', () => {
  const layout = ['--layout', 'preserve']

  it.each([
    ['set', ['set', ...layout, 'x.yaml', '["a"]', '"y"']],
    ['unset', ['unset', ...layout, 'x.yaml', '["b"]']],
    ['rotate', ['rotate', '-i', ...layout, 'x.yaml']],
    ['updatekeys', ['updatekeys', '-y', ...layout, 'x.yaml']],
    ['groups add', ['groups', 'add', '-f', 'x.yaml', '-i', ...layout, '--age', testRecipient(1)]],
  ])('%s keeps the layout', async (_, args) => {
    const { folder, run } = await begin(args)
    expect(run.exit).toBe(0)
    expect(run.stderr).not.toContain('LAYOUT')
    expect(await readFile(join(folder, 'x.yaml'), 'utf8')).toMatch(
      /^a: {3}'ENC\[.*\]' {3}#ENC\[.*\]\n\n\n/,
    )
  })

  it('without the flag it says once that the layout changes, and succeeds', async () => {
    const { run } = await begin(['set', 'x.yaml', '["a"]', '"y"'])
    expect(run.exit).toBe(0)
    expect(run.stderr).toMatch(
      /^sopskit: warning: LAYOUT_CHANGED: [^\n]*--layout preserve[^\n]*\n$/,
    )
  })

  describe('SOPSKIT_LAYOUT stands in for the flag', () => {
    const begun = (args: readonly string[], value = 'preserve') =>
      begin(args, { SOPS_AGE_KEY: testIdentity(0), SOPSKIT_LAYOUT: value })

    it.each([
      ['set', ['set', 'x.yaml', '["a"]', '"y"']],
      ['updatekeys', ['updatekeys', '-y', 'x.yaml']],
    ])('%s keeps the layout', async (_, args) => {
      const { folder, run } = await begun(args)
      expect([run.exit, run.stderr.includes('LAYOUT')]).toEqual([0, false])
      expect(await readFile(join(folder, 'x.yaml'), 'utf8')).toMatch(/^a: {3}'ENC\[.*\]' {3}#ENC/)
    })

    it('decrypt gives the same bytes back', async () => {
      const { run } = await begun(['decrypt', 'x.yaml'])
      expect([run.exit, run.stdout]).toEqual([0, plain])
    })

    it.each([
      ['another format', ['decrypt', '--output-type', 'json', 'x.yaml'], '{\n\t"a": "x",'],
      ['one value', ['decrypt', '--extract', '["a"]', 'x.yaml'], 'x'],
      [
        'a file that is no YAML',
        ['encrypt', '--age', testRecipient(0), 'y.json'],
        '{\n\t"a": "ENC[',
      ],
    ])('where the flag is refused it is ignored: %s', async (_, args, start) => {
      const { run } = await begun(args)
      expect([run.exit, run.stdout.slice(0, start.length)]).toEqual([0, start])
      const [command = '', ...rest] = args
      const refused = await begin([command, ...layout, ...rest])
      expect(refused.run.exit).toBe(8)
      expect(refused.run.stderr).toContain('CONFLICTING_OPTIONS')
    })

    it('the flag beats it, and a word that is none is an error', async () => {
      const usual = await begun(['decrypt', '--layout', 'sops', 'x.yaml'])
      expect(usual.run.stdout).not.toBe(plain)
      const wrong = await begun(['decrypt', 'x.yaml'], 'mine')
      expect([wrong.run.exit, wrong.run.stderr]).toEqual([
        1,
        expect.stringContaining('USAGE: The layout (--layout or SOPSKIT_LAYOUT)') as string,
      ])
    })
  })

  async function begin(
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ): Promise<{ readonly folder: string; readonly run: CommandRun }> {
    const folder = await temporaryFolder()
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'x.yaml'), await encryptedText())
    await writeFile(join(folder, 'y.json'), '{"a":"x"}')
    const keys = `${recipients},${testRecipient(1)}`
    await writeFile(join(folder, '.sops.yaml'), `creation_rules:\n  - age: ${keys}\n`)
    return { folder, run: await sopskit(folder, args, env === undefined ? {} : { env }) }
  }
})
