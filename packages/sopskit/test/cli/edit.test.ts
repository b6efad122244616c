import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { testIdentity, testRecipient } from '@sopskit/test-vectors'
import { beforeEach, expect, test } from 'vitest'
import { makePlace, type Place } from '../exec/place.ts'
import { type CommandRun, sopskit } from '../support/command.ts'
import { encryptedFile } from '../support/encrypted-file.ts'
import { namesIn } from '../support/temporary-folder.ts'

const plain = 'a: hunter2\n'
let place: Place
let encrypted: string

beforeEach(async () => {
  place = await makePlace()
  encrypted = await encryptedFile(place.folder, 'e.yaml', plain)
})

interface Desk {
  readonly stdin?: string
  readonly env?: Readonly<Record<string, string>>
}

/** Edits by a shell script; `$1` is the file. */
async function edit(script: string, argv: readonly string[], desk: Desk = {}): Promise<CommandRun> {
  await writeFile(join(place.folder, 'editor.sh'), script)
  const EDITOR = `/bin/sh '${join(place.folder, 'editor.sh')}'`
  const PATH = process.env['PATH'] ?? ''
  let isReleased = false
  const run = await sopskit(place.folder, argv, {
    stdin: desk.stdin ?? '',
    env: { SOPS_AGE_KEY: testIdentity(0), EDITOR, PATH, ...desk.env },
    surroundings: { temporaryRoot: place.temporary, terminal: false },
    releaseSignals: () => void (isReleased = true),
  })
  expect(isReleased).toBe(true)
  expect(await place.leftovers()).toEqual([])
  return run
}

const read = (name: string) => readFile(join(place.folder, name), 'utf8')
const decrypted = async (name: string) =>
  (await sopskit(place.folder, ['decrypt', name], { stdin: '' })).stdout

test.each([['edit', 'e.yaml'], ['e.yaml'], ['-i', 'e.yaml']])(
  '%j edits a file',
  async (...argv) => {
    expect(await edit('echo "b: 1" >> "$1"', argv)).toEqual({ exit: 0, stdout: '', stderr: '' })
    expect(await decrypted('e.yaml')).toBe('a: hunter2\nb: 1\n')
  },
)

test('an unchanged file is left alone (CLI-073)', async () => {
  const run = await edit('true', ['edit', 'e.yaml'])
  expect(run).toMatchObject({ exit: 200, stdout: '' })
  expect(run.stderr).toMatch(/^sopskit: FILE_NOT_CHANGED/)
  expect(await read('e.yaml')).toBe(encrypted)
})

test('an editor that fails changes nothing (CLI-072)', async () => {
  const run = await edit('echo "b: 1" >> "$1"; exit 3', ['edit', 'e.yaml'])
  expect(run).toMatchObject({ exit: 201, stdout: '' })
  expect(await read('e.yaml')).toBe(encrypted)
})

test('a text that cannot be encrypted is edited again after a line (CLI-074)', async () => {
  const script = 'if grep -q bad "$1"; then echo "b: 2" > "$1"; else echo "bad: [" > "$1"; fi'
  const run = await edit(script, ['edit', 'e.yaml'], { stdin: '\n' })
  expect(run.exit).toBe(0)
  expect(run.stderr).toMatch(/^sopskit: PARSE_FAILED: .*\nPress Enter/)
  expect(await decrypted('e.yaml')).toBe('b: 2\n')
})

test('a new file is made by flags or by a creation rule (CLI-076)', async () => {
  const script = 'echo "shown: 1" > "$1"'
  const age = ['--age', testRecipient(0), '--encrypted-regex', '^x$']
  expect((await edit(script, ['edit', ...age, 'new.yaml'])).exit).toBe(0)
  expect(await read('new.yaml')).toContain('shown: 1\n')
  expect(await read('new.yaml')).toContain('encrypted_regex: ^x$')
  const rule = `creation_rules:\n  - path_regex: ruled\n    age: ${testRecipient(0)}\n`
  await writeFile(join(place.folder, '.sops.yaml'), rule)
  expect((await edit(script, ['edit', 'ruled.yaml'])).exit).toBe(0)
  expect(await decrypted('ruled.yaml')).toBe('shown: 1\n')
  const other = await edit(script, ['edit', 'other.yaml'])
  expect(other).toMatchObject({ exit: 1, stdout: '' })
  expect(other.stderr).toMatch(/^sopskit: NO_MATCHING_RULE/)
  expect(await namesIn(place.folder)).not.toContain('other.yaml')
})

test('no rule has to match a file that exists', async () => {
  const rule = `creation_rules:\n  - path_regex: ruled\n    age: ${testRecipient(0)}\n`
  await writeFile(join(place.folder, '.sops.yaml'), rule)
  expect((await edit('echo "b: 1" >> "$1"', ['e.yaml'])).exit).toBe(0)
  expect((await edit('echo "b: 1" >> "$1"', ['x.yaml'])).exit).toBe(1)
})

test('keys that do not work are found out before the editor starts', async () => {
  const script = 'touch started'
  const off = await edit(script, ['edit', 'new.yaml'], { env: { SOPS_PGP_FP: 'A1' } })
  expect(off.exit).toBe(128)
  expect(off.stderr).toMatch(/^sopskit: WRAP_FAILED/)
  const wrong = await edit(script, ['edit', 'e.yaml'], { env: { SOPS_AGE_KEY: testIdentity(1) } })
  expect(wrong.exit).toBe(128)
  expect(await namesIn(place.folder)).not.toContain('started')
})

test('the metadata can be shown, and not be changed (CLI-077)', async () => {
  const script = 'grep -q sops: "$1" && sed -i s/hunter2/new/ "$1"'
  expect((await edit(script, ['edit', '-s', 'e.yaml'])).exit).toBe(0)
  expect(await decrypted('e.yaml')).toBe('a: new\n')
})

test('without a file there is nothing to edit', async () => {
  expect(await sopskit(place.folder, ['edit'])).toMatchObject({ exit: 100, stdout: '' })
  expect(await sopskit(place.folder, ['edit', 'a', 'b'])).toMatchObject({ exit: 1, stdout: '' })
})
