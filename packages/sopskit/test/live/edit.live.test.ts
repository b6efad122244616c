import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isSopsError, splitWords } from '@sopskit/core'
import {
  maskEncrypted,
  spawnProgram,
  stepEnvironment,
  testIdentity,
  testRecipient,
} from '@sopskit/test-vectors'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { exitCodeOf } from '../../src/cli/exit-codes.ts'
import type { FileFormat } from '../../src/formats/file-format.ts'
import { editFile } from '../../src/index.ts'
import { changedDocuments, type ChangedDocument } from './arbitrary/changed-documents.ts'
import { readBudget } from './budget.ts'
import { labProgram } from './lab.ts'
import { tryDocuments } from './try-documents.ts'

const folder = mkdtempSync(join(tmpdir(), 'sopskit-live-'))
const temporary = join(folder, 'temporary')
mkdirSync(temporary)
afterAll(() => rmSync(folder, { recursive: true }))

const sops = spawnProgram(labProgram('sops'))

/** Most edits change something in a document; some put another one in its place. */
const documents: fc.Arbitrary<Edit> = fc
  .record({
    before: changedDocuments(),
    other: changedDocuments(),
    word: fc.constantFrom(/\bx\b/, /same/, /same/g, /\b5\b/, undefined),
    rule: fc.constantFrom([], ['--encrypted-suffix', '_enc'], ['--encrypted-regex', '^[am]$']),
  })
  .filter(({ before, other, word }) => word !== undefined || before.format === other.format)
  .map(({ before, other, word, rule }) => ({
    before,
    after: word === undefined ? other.text : before.text.replace(word, '77'),
    rule,
  }))

const { seed, documents: count } = readBudget('SOPSKIT_LIVE_PROCESSES', 100)
const extensions = { yaml: 'yaml', json: 'json', dotenv: 'env', ini: 'ini', binary: 'bin' } as const

// Fills in the other document in its first run, shows what it found, and fails in a second run.
const editor = `[ -e ran ] && exit 9
echo > ran
cat "$1" > shown
cat after > "$1"
`
writeFileSync(join(folder, 'editor.sh'), editor)
const env = {
  ...stepEnvironment(),
  PATH: process.env['PATH'] ?? '',
  EDITOR: '/bin/sh editor.sh',
  TMPDIR: temporary,
}

/** A document, what it becomes in the editor, and how it is encrypted. */
interface Edit {
  readonly before: ChangedDocument
  readonly after: string
  readonly rule: readonly string[]
}

/** What an edit gave. */
interface Edited {
  readonly exit: number
  /** What stood in the editor. */
  readonly shown: string | undefined
  /** The file afterwards, and what sops decrypts it to. */
  readonly file: string
  readonly plain: string | undefined
}

async function judgeEdit({ before, after, rule }: Edit): Promise<string> {
  const name = `x.${extensions[before.format]}`
  writeFileSync(join(folder, name), before.text)
  writeFileSync(join(folder, 'after'), after)
  const args = ['encrypt', '--age', testRecipient(0), ...rule, name]
  const { exit, stdout: encrypted } = await sops({ args, cwd: folder, env })
  if (exit !== 0) return 'not encrypted by sops'
  const edited = async (run: () => Promise<number>): Promise<Edited> => {
    writeFileSync(join(folder, name), encrypted)
    for (const left of ['ran', 'shown']) rmSync(join(folder, left), { force: true })
    const status = await run()
    expect(readdirSync(temporary)).toEqual([])
    return {
      exit: status,
      shown: textOf('shown'),
      file: textOf(name) ?? '',
      plain: await plainOf(name),
    }
  }
  const theirs = await edited(
    async () => (await sops({ args: ['edit', name], cwd: folder, env })).exit,
  )
  const ours = await edited(() => ourEdit(name, before.format))
  return compareEdits({ theirs, ours, original: Buffer.from(encrypted).toString() })
}

async function ourEdit(name: string, format: FileFormat): Promise<number> {
  const here = process.cwd()
  process.chdir(folder)
  try {
    await editFile(name, {
      format,
      identities: [testIdentity(0)],
      onRejected: () => 'unattended',
      surroundings: { env, terminal: false },
    })
    return 0
  } catch (error) {
    if (!isSopsError(error)) throw error
    return exitCodeOf(error.code, { command: 'encrypt' })
  } finally {
    process.chdir(here)
  }
}

interface BothEdits {
  readonly theirs: Edited
  readonly ours: Edited
  readonly original: string
}

function compareEdits({ theirs, ours, original }: BothEdits): string {
  expect(ours.shown).toBe(theirs.shown)
  if (theirs.exit === 0 && theirs.plain === undefined) {
    expect(ours.exit === 0 && ours.plain === undefined).toBe(false)
    return 'sops cannot read what it wrote'
  }
  // What is found only while encrypting ends sops at once, and leads back to the editor here.
  const later = theirs.exit === 23 && ours.exit === 201
  if (!later) expect(ours.exit).toBe(theirs.exit)
  if (ours.exit !== 0) {
    expect(ours.file).toBe(original)
    expect(theirs.file).toBe(original)
    return `refused with ${theirs.exit}`
  }
  expect(maskEncrypted(ours.file)).toBe(maskEncrypted(theirs.file))
  expect(ours.plain).toBe(theirs.plain)
  const [kept, keptByUs] = [theirs, ours].map(({ file }) => ciphertextsIn(file, original))
  // Equal items of a list keep their ciphertexts only here (A1).
  expect(keptByUs).toEqual(expect.arrayContaining([...(kept ?? [])]))
  return kept?.length === 0 ? 'agreed, nothing kept' : 'agreed'
}

/** The encrypted values of a file that stood in another already; the MAC stays only within one second. */
function ciphertextsIn(file: string, original: string): readonly string[] {
  const values = file.replace(/^\W*(?:sops_)?mac\b.*$/gm, '')
  const all = values.match(/ENC\[[^\]]*\]/g) ?? []
  return all.filter((text) => original.includes(text))
}

function textOf(name: string): string | undefined {
  try {
    return readFileSync(join(folder, name), 'utf8')
  } catch {
    return undefined
  }
}

async function plainOf(name: string): Promise<string | undefined> {
  const { exit, stdout } = await sops({ args: ['decrypt', name], cwd: folder, env })
  return exit === 0 ? Buffer.from(stdout).toString() : undefined
}

it(`edits ${count} generated files as sops does`, async () => {
  const tally = await tryDocuments({ title: 'edit', documents, count, seed, judge: judgeEdit })
  expect(tally.of('agreed')).toBeGreaterThan(count * 0.4)
})

const pieces = [
  'a',
  'word',
  ' ',
  ' ',
  '\t',
  '\n',
  '\r',
  "'",
  '"',
  '\\',
  '#',
  '$HOME',
  '~',
  '*',
  ';',
  '|',
]
const words = fc.array(fc.constantFrom(...pieces, '\u00a0', 'é', '`'), { maxLength: 8 })

async function judgeWords(parts: readonly string[]): Promise<string> {
  const text = parts.join('')
  rmSync(join(folder, 'words'), { force: true })
  const { exit } = await sops({
    args: ['edit', 'words.json'],
    cwd: folder,
    env: { ...env, EDITOR: `/bin/sh dump.sh ${text}` },
  })
  const ours = splitWords(`sh dump.sh ${text}`)?.slice(2)
  const theirs = textOf('words')?.split('\0').slice(0, -2)
  expect({ exit, words: ours }).toEqual({ exit: theirs === undefined ? 201 : 200, words: theirs })
  return theirs === undefined ? 'refused by both' : 'agreed'
}

it(`splits ${count} generated editors into words as sops does (CLI-071)`, async () => {
  writeFileSync(join(folder, 'dump.sh'), `printf '%s\\0' "$@" > words`)
  writeFileSync(join(folder, 'words.json'), '{}')
  const args = ['encrypt', '--age', testRecipient(0), '-i', 'words.json']
  expect((await sops({ args, cwd: folder, env })).exit).toBe(0)
  const run = { title: 'editors', documents: words, count, seed, judge: judgeWords }
  const tally = await tryDocuments(run)
  expect(tally.of('agreed')).toBeGreaterThan(count * 0.3)
  expect(tally.of('refused by both')).toBeGreaterThan(count * 0.1)
})
