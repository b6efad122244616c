import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isSopsError } from '@sopskit/core'
import { yamlStore } from '@sopskit/stores/yaml'
import type { Program, ProgramResult } from '@sopskit/test-vectors'
import { spawnProgram, stepEnvironment, testRecipient } from '@sopskit/test-vectors'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { inProcess } from '../conformance/in-process-program.ts'
import { pathToChange } from '../preserve/changed-text.ts'
import { corpus, type CorpusFile, lossyCorpus, readCorpus } from '../preserve/corpus.ts'
import { spelledTexts } from '../preserve/texts.ts'
import { changes } from './arbitrary/changes.ts'
import {
  commentRules,
  type EncryptionFlags,
  encryptionFlags,
  keyRules,
} from './arbitrary/encryption-flags.ts'
import { readBudget } from './budget.ts'
import { defectShapes, nameDefect } from './defect-shapes.ts'
import { ourEncryption, sopsEncryption } from './encryption-commands.ts'
import { labProgram } from './lab.ts'
import { Tally } from './tally.ts'
import { dataOf } from './tree-data.ts'
import { tryDocuments } from './try-documents.ts'

const folder = mkdtempSync(join(tmpdir(), 'sopskit-live-'))
afterAll(() => rmSync(folder, { recursive: true }))

const sops = spawnProgram(labProgram('sops'))
const store = yamlStore()
const preserve = ['--layout', 'preserve']

/** Our command, which keeps the layout of what it changes. */
const changingInLayout: Program = (call) => {
  const words = call.args[0] === 'groups' ? 2 : 1
  const args = [...call.args.slice(0, words), ...preserve, ...call.args.slice(words)]
  return inProcess({ ...call, args })
}

describe('every file of the corpus', () => {
  it.each([...corpus, ...lossyCorpus])('$name', async (file) => {
    const plain = readCorpus(file)
    const flags = { recipients: [0], rule: ruleFlags(file), macOnlyEncrypted: false }
    const encrypted = await encryptPreserving(plain, flags)
    expect(encrypted.exit).toBe(0)
    expect(await decryptBySops(encrypted.stdout, plain)).toBe('decrypted by sops')
  })

  it.each([...corpus, ...lossyCorpus])('$name, encrypted by sops', async (file) => {
    const plain = readCorpus(file)
    const flags = { recipients: [0], rule: ruleFlags(file), macOnlyEncrypted: false }
    expect(await decryptPreserving(await encryptBySops(plain, flags), plain)).toBe('same data')
  })
})

describe('generated documents', () => {
  const { seed, documents: count } = readBudget('SOPSKIT_LIVE_PRESERVE', 300)
  const documents = fc.record({
    text: spelledTexts(),
    flags: encryptionFlags([...keyRules, ...commentRules]).map((flags) => ({
      ...flags,
      recipients: [0],
    })),
  })

  it('are decrypted by sops', async () => {
    const judge = async ({ text, flags }: GeneratedDocument): Promise<string> => {
      const plain = Buffer.from(text)
      const encrypted = await encryptPreserving(plain, flags)
      if (encrypted.exit !== 0) return `refused with exit ${encrypted.exit}`
      return decryptBySops(encrypted.stdout, plain)
    }
    const title = 'layout preserve, decrypted by sops'
    const tally = await tryDocuments({ title, documents, count, seed, judge })
    expect(tally.of('decrypted by sops')).toBeGreaterThan(count * 0.5)
  })

  it('encrypted by sops keep the layout it gave them', async () => {
    const judge = async ({ text, flags }: GeneratedDocument): Promise<string> => {
      const plain = Buffer.from(text)
      const encrypted = await encryptBySops(plain, flags)
      return decryptPreserving(encrypted, plain)
    }
    const title = 'layout preserve, encrypted by sops'
    const tally = await tryDocuments({ title, documents, count, seed, judge })
    expect(tally.of('same data')).toBeGreaterThan(count * 0.5)
  })
})

// Its last comment would belong to the key, and the layout of sops would leave it unreadable.
const noRoomForKeys = 'compose/override-no-newline.yml'

describe('files that were changed in their layout', () => {
  const programs = { sops, sopskit: changingInLayout }
  it.each([...corpus, ...lossyCorpus])('$name', async (file) => {
    const plain = readCorpus(file)
    const flags = { recipients: [0], rule: ruleFlags(file), macOnlyEncrypted: false }
    const { stdout } = await encryptPreserving(plain, flags)
    const path = pathToChange(stdout)
    const where = (path ?? ['added']).map((step) => `[${JSON.stringify(step)}]`).join('')
    for (const args of [
      ['set', 'changed.yaml', where, '"changed"'],
      ['rotate', '-i', '--add-age', testRecipient(1), 'changed.yaml'],
      ['set', 'changed.yaml', '["added"]', '{"k": {"l": "x"}}'],
      ['unset', 'changed.yaml', where],
      ['groups', 'add', '-f', 'changed.yaml', '-i', '--age', testRecipient(0)],
    ]) {
      const isRefused = file.name === noRoomForKeys && args[2] === '["added"]'
      await expectSameChange(args, stdout, isRefused ? { ...programs, refusal: 4 } : programs)
    }
  })

  it('generated ones are read by sops after each step', async () => {
    const { seed, documents: count } = readBudget('SOPSKIT_LIVE_PRESERVE_CHANGES', 60)
    const sequences = fc.record({
      text: spelledTexts(),
      steps: fc.array(changes(), { minLength: 2, maxLength: 4 }),
    })
    const tally = new Tally()
    await fc.assert(
      fc.asyncProperty(sequences, async ({ text, steps }) => {
        const flags = { recipients: [0], rule: [], macOnlyEncrypted: false }
        const { exit, stdout } = await encryptPreserving(Buffer.from(text), flags)
        if (exit !== 0 || defectShapes(store.load(Buffer.from(text))).length > 0) return
        writeFileSync(join(folder, 'changed.yaml'), stdout)
        for (const { command, config = '' } of steps) {
          writeFileSync(join(folder, '.sops.yaml'), config)
          const args = command.map((word) => (word === 'FILE' ? 'changed.yaml' : word))
          const result = await changingInLayout({ args, cwd: folder, env: stepEnvironment({}) })
          tally.add(`${command[0] ?? ''} ${result.exit === 0 ? 'made' : 'refused'}`)
          await expectReadBySops('changed.yaml')
        }
      }),
      { seed, numRuns: count },
    )
    process.stderr.write(`layout preserve, changed, seed ${seed}: ${tally.toString()}\n`)
    expect(tally.of('set made')).toBeGreaterThan(count / 4)
  })
})

/** One change by both programs to one file: sops finds the same data in both results, but for a `refusal` by ours. */
async function expectSameChange(
  args: readonly string[],
  encrypted: Uint8Array,
  programs: { readonly sops: Program; readonly sopskit: Program; readonly refusal?: number },
): Promise<void> {
  const results: string[] = []
  for (const program of [programs.sops, programs.sopskit]) {
    writeFileSync(join(folder, 'changed.yaml'), encrypted)
    const { exit } = await run(program, args)
    const { stdout } = await run(sops, ['decrypt', 'changed.yaml'])
    results.push(`${exit} ${exit === 0 ? dataOf(store.load(stdout)) : ''}`)
  }
  expect(results[1]).toBe(programs.refusal === undefined ? results[0] : `${programs.refusal} `)
}

/** Sops and we read the same data. */
async function expectReadBySops(name: string): Promise<void> {
  const [theirs, ours] = [
    await run(sops, ['decrypt', name]),
    await run(inProcess, ['decrypt', name]),
  ]
  expect(theirs.exit).toBe(ours.exit)
  if (ours.exit !== 0 || !isReadable(theirs.stdout)) return
  expect(dataOf(store.load(ours.stdout))).toBe(dataOf(store.load(theirs.stdout)))
}

interface GeneratedDocument {
  readonly text: string
  readonly flags: EncryptionFlags
}

/** Sops reads the same data, and writes them and all comments as we do in its layout. */
async function decryptBySops(encrypted: Uint8Array, plain: Uint8Array): Promise<string> {
  writeFileSync(join(folder, 'encrypted.yaml'), encrypted)
  const theirs = await decrypt(sops)
  expect(theirs.exit).toBe(0)
  const tree = store.load(plain)
  const shapes = defectShapes(tree)
  if (shapes.length > 0) return nameDefect(shapes)
  const ours = await decrypt(inProcess)
  expect(dataOf(store.load(ours.stdout))).toBe(dataOf(tree))
  if (!isReadable(theirs.stdout)) return nameDefect([])
  expect(Buffer.from(ours.stdout).toString()).toBe(Buffer.from(theirs.stdout).toString())
  return 'decrypted by sops'
}

function isReadable(text: Uint8Array): boolean {
  try {
    store.load(text)
    return true
  } catch (error) {
    if (isSopsError(error)) return false
    throw error
  }
}

/** Decrypts what sops encrypted, in the layout that it has now. */
async function decryptPreserving(
  { exit, stdout }: ProgramResult,
  plain: Uint8Array,
): Promise<string> {
  if (exit !== 0) return `refused by sops with exit ${exit}`
  writeFileSync(join(folder, 'encrypted.yaml'), stdout)
  const [theirs, ours] = [await decrypt(sops), await decrypt(inProcess, preserve)]
  if (ours.exit !== 0) return `refused with exit ${ours.exit}, by sops with ${theirs.exit}`
  expect(theirs.exit).toBe(0)
  const tree = store.load(plain)
  const shapes = defectShapes(tree)
  if (shapes.length > 0) return nameDefect(shapes)
  expect(dataOf(store.load(ours.stdout))).toBe(dataOf(tree))
  return 'same data'
}

function encryptBySops(plain: Uint8Array, flags: EncryptionFlags): Promise<ProgramResult> {
  writeFileSync(join(folder, 'plain.yaml'), plain)
  return run(sops, [...sopsEncryption(flags), 'plain.yaml'])
}

function decrypt(program: Program, more: readonly string[] = []): Promise<ProgramResult> {
  return run(program, ['decrypt', ...more, 'encrypted.yaml'])
}

function encryptPreserving(plain: Uint8Array, flags: EncryptionFlags): Promise<ProgramResult> {
  writeFileSync(join(folder, 'plain.yaml'), plain)
  const [command = '', ...args] = ourEncryption(flags)
  return run(inProcess, [command, ...preserve, ...args, 'plain.yaml'])
}

function run(program: Program, args: readonly string[]): Promise<ProgramResult> {
  return program({ args, cwd: folder, env: stepEnvironment({}) })
}

function ruleFlags({ rule }: CorpusFile): readonly string[] {
  return Object.entries(rule).flatMap(([name, value]) => [
    `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
    String(value),
  ])
}
