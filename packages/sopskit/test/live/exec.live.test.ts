import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isSopsError } from '@sopskit/core'
import { spawnProgram, stepEnvironment, testIdentity, testRecipient } from '@sopskit/test-vectors'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import type { FileFormat } from '../../src/formats/file-format.ts'
import { loadStore } from '../../src/formats/load-store.ts'
import { runWithEnvironment, runWithFile } from '../../src/index.ts'
import { dotenvText } from './arbitrary/dotenv-text.ts'
import { jsonText } from './arbitrary/json-text.ts'
import { bytesOf } from './arbitrary/line-text.ts'
import { flatJson, flatYaml } from './arbitrary/shallow-text.ts'
import { yamlText } from './arbitrary/yaml-text.ts'
import { readBudget } from './budget.ts'
import { defectShapes, nameDefect } from './defect-shapes.ts'
import { labProgram } from './lab.ts'
import { tryDocuments } from './try-documents.ts'

const folder = mkdtempSync(join(tmpdir(), 'sopskit-live-'))
afterAll(() => rmSync(folder, { recursive: true }))

const sops = spawnProgram(labProgram('sops'))
const identities = [testIdentity(0)]
const env = { ...stepEnvironment(), OURS: 'from outside' }
const { seed, documents: count } = readBudget('SOPSKIT_LIVE_PROCESSES', 100)

interface Content {
  readonly format: 'yaml' | 'json' | 'dotenv' | 'binary'
  readonly bytes: Uint8Array
}

const extensions = { yaml: 'yaml', json: 'json', dotenv: 'env', binary: 'bin' } as const

const contentOf = (format: Content['format'], texts: fc.Arbitrary<string>): fc.Arbitrary<Content> =>
  texts.map((text) => ({ format, bytes: bytesOf(text) }))

/** A key that is not UTF-8 is refused by us alone, in every command. */
const dotenv = contentOf(
  'dotenv',
  dotenvText().filter((text) => {
    const keys = text.split('\n').filter((each) => !each.startsWith('#'))
    return keys.every((each) => !/[\ue080-\ue0ff]/.test(each.split('=')[0] ?? ''))
  }),
)

/** Has sops encrypt a document; gives the name of the file, or `undefined` where sops refuses it. */
async function encryptedBySops({ format, bytes }: Content): Promise<string | undefined> {
  const plain = `plain.${extensions[format]}`
  writeFileSync(join(folder, plain), bytes)
  const args = ['encrypt', '--age', testRecipient(0), plain]
  const { exit, stdout } = await sops({ args, cwd: folder, env })
  if (exit !== 0) return undefined
  const name = `encrypted.${extensions[format]}`
  writeFileSync(join(folder, name), stdout)
  return name
}

/** What a run gave: its status, or the code of our error; and what the command saw. */
interface Outcome {
  readonly end: number | string
  readonly seen: Buffer | undefined
}

function seen(name: string): Buffer | undefined {
  try {
    const bytes = readFileSync(join(folder, name))
    rmSync(join(folder, name))
    return bytes
  } catch {
    return undefined
  }
}

async function ours(run: () => Promise<{ readonly status: number }>): Promise<Outcome> {
  try {
    const { status } = await run()
    return { end: status, seen: seen('ours') }
  } catch (error) {
    if (!isSopsError(error)) throw error
    return { end: error.code, seen: seen('ours') }
  }
}

const line = (name: string, what: string): string => `${what} > '${join(folder, name)}'; exit 7`

/** The variables the shell was started with; what it makes of them is its own affair. */
const dumpEnvironment = '/bin/cat /proc/$$/environ'

async function judgeEnvironment({
  content,
  pristine,
}: {
  readonly content: Content
  readonly pristine: boolean
}): Promise<string> {
  const name = await encryptedBySops(content)
  if (name === undefined) return 'not encrypted by sops'
  const flags = pristine ? ['--pristine'] : []
  const args = ['exec-env', ...flags, name, line('theirs', dumpEnvironment)]
  const { exit } = await sops({ args, cwd: folder, env })
  const theirs = { end: exit, seen: seen('theirs') }
  const our = await ours(() =>
    runWithEnvironment(readFileSync(join(folder, name)), {
      format: content.format,
      identities,
      pristine,
      command: line('ours', dumpEnvironment),
      surroundings: { env: { ...env, PATH: process.env['PATH'] } },
    }),
  )
  return compareEnvironments(theirs, our, pristine)
}

function compareEnvironments(theirs: Outcome, our: Outcome, pristine: boolean): string {
  const [left, right] = [variables(theirs), variables(our)]
  if (theirs.end === 7 && our.end === 7) {
    if (pristine && right.length === 0 && left.includes('OURS=from outside')) {
      return 'pristine by us alone'
    }
    expect(right).toEqual(left)
    return 'agreed'
  }
  if (theirs.end === 7 && our.end === 'INVALID_ENVIRONMENT') {
    if (!isUtf8(theirs.seen)) return 'not UTF-8, refused by us'
  }
  if (theirs.end === 1 && our.end === 'INVALID_ENVIRONMENT') return 'refused by both'
  if (typeof our.end === 'string' && theirs.end !== 7) return 'not decrypted by both'
  throw new Error(`sops ends with ${theirs.end}, we with ${our.end}`)
}

function variables({ seen: bytes }: Outcome): readonly string[] {
  if (bytes === undefined) return []
  const all = bytes.toString('latin1').split('\0').slice(0, -1)
  // One without a name is of no use to anybody; twice, sops passes both.
  return all.filter((text) => !text.startsWith('=')).toSorted()
}

function isUtf8(bytes: Buffer | undefined): boolean {
  return bytes !== undefined && isSame(Buffer.from(bytes.toString()), bytes)
}

function isSame(left: Buffer | undefined, right: Buffer | undefined): boolean {
  return left !== undefined && right !== undefined && left.equals(right)
}

it(`exec-env gives a command what sops gives it, for ${count} generated documents`, async () => {
  const documents = fc.record({
    content: fc.oneof(
      { weight: 3, arbitrary: contentOf('yaml', flatYaml()) },
      { weight: 3, arbitrary: contentOf('json', flatJson()) },
      { weight: 3, arbitrary: dotenv },
      { weight: 1, arbitrary: contentOf('binary', fc.string({ unit: 'binary', maxLength: 40 })) },
    ),
    pristine: fc.boolean(),
  })
  const run = { title: 'exec-env', documents, count, seed, judge: judgeEnvironment }
  const tally = await tryDocuments(run)
  expect(tally.of('agreed')).toBeGreaterThan(count * 0.4)
  expect(tally.of('refused by both')).toBeGreaterThan(count * 0.05)
})

interface FileRun {
  readonly content: Content
  readonly regularFile: boolean
  readonly outputFormat: FileFormat | undefined
}

async function judgeFile({ content, regularFile, outputFormat }: FileRun): Promise<string> {
  const name = await encryptedBySops(content)
  if (name === undefined) return 'not encrypted by sops'
  const flags = [
    ...(regularFile ? ['--no-fifo'] : []),
    ...(outputFormat === undefined ? [] : ['--output-type', outputFormat]),
  ]
  const args = ['exec-file', ...flags, name, line('theirs', 'cat {}')]
  const { exit } = await sops({ args, cwd: folder, env })
  const theirs = { end: exit, seen: seen('theirs') }
  const our = await ours(() =>
    runWithFile(readFileSync(join(folder, name)), {
      format: content.format,
      identities,
      regularFile,
      outputFormat,
      command: line('ours', 'cat {}'),
      surroundings: { env: { ...env, PATH: process.env['PATH'] }, temporaryRoot: folder },
    }),
  )
  if (theirs.end === 7 && our.end === 7) {
    if (isSame(theirs.seen, our.seen)) return 'agreed'
    const shapes = defectShapes((await loadStore(content.format)).load(content.bytes))
    if (shapes.length > 0) return nameDefect(shapes)
    throw new Error('the command reads something else from us')
  }
  if (theirs.end !== 7 && typeof our.end === 'string') return 'refused by both'
  throw new Error(`sops ends with ${theirs.end}, we with ${our.end}`)
}

it(`exec-file lets a command read what sops lets it read, for ${count} generated documents`, async () => {
  const documents: fc.Arbitrary<FileRun> = fc.record({
    content: fc.oneof(
      contentOf('yaml', yamlText()),
      contentOf('json', jsonText()),
      dotenv,
      contentOf('binary', fc.string({ unit: 'binary' })),
    ),
    regularFile: fc.boolean(),
    outputFormat: fc.constantFrom(undefined, undefined, 'yaml' as const, 'json' as const),
  })
  const tally = await tryDocuments({ title: 'exec-file', documents, count, seed, judge: judgeFile })
  expect(tally.of('agreed')).toBeGreaterThan(count * 0.4)
})
