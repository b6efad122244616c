import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnProgram, stepEnvironment, testIdentity, testRecipient } from '@sopskit/test-vectors'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { inProcess } from '../conformance/in-process-program.ts'
import { changedDocuments } from './arbitrary/changed-documents.ts'
import type { ChangedDocument } from './arbitrary/changed-documents.ts'
import { changes } from './arbitrary/changes.ts'
import type { Change } from './arbitrary/changes.ts'
import { readBudget } from './budget.ts'
import { changeBoth } from './change-both.ts'
import type { ChangedByBoth, ChangePlace, ChangeState } from './change-both.ts'
import { judgeChange } from './judge-change.ts'
import { labProgram } from './lab.ts'
import { Tally } from './tally.ts'

const folder = mkdtempSync(join(tmpdir(), 'sopskit-live-'))
afterAll(() => rmSync(folder, { recursive: true }))

const sops = spawnProgram(labProgram('sops'))
const identities = [0, 1, 2].map(testIdentity).join(' ')
const env = stepEnvironment({ SOPS_AGE_KEY_FILE: null, SOPS_AGE_KEY: identities })
const extensions = { yaml: 'yaml', json: 'json', dotenv: 'env', ini: 'ini', binary: 'bin' } as const
const { seed, documents: count } = readBudget('SOPSKIT_LIVE_OPERATIONS', 200)

interface Sequence {
  readonly document: ChangedDocument
  readonly rule: readonly string[]
  readonly recipients: readonly number[]
  readonly steps: readonly Change[]
}

const sequences: fc.Arbitrary<Sequence> = fc.record({
  document: changedDocuments(),
  rule: fc.constantFrom([], [], ['--encrypted-suffix', '_enc'], ['--encrypted-regex', '^[am]$']),
  recipients: fc.constantFrom([0], [0], [0, 1], [0, 1, 1]),
  steps: fc.array(changes(), { minLength: 3, maxLength: 5 }),
})

it(`changes ${count} generated files step by step as sops does`, async () => {
  const tally = new Tally()
  const property = fc.asyncProperty(sequences, async (sequence) => runSequence(sequence, tally))
  try {
    await fc.assert(property, { seed, numRuns: count })
  } finally {
    process.stderr.write(`operations, seed ${seed}, ${count} sequences: ${tally.toString()}\n`)
  }
  // Commands that were only ever refused would show nothing.
  const least = { set: 0.4, unset: 0.3, rotate: 0.2, updatekeys: 0.2, groups: 0.05 }
  for (const [command, share] of Object.entries(least)) {
    expect(tally.of(`${command} agreed`)).toBeGreaterThan(count * share)
  }
})

async function runSequence(sequence: Sequence, tally: Tally): Promise<void> {
  const extension = extensions[sequence.document.format]
  const place: ChangePlace = { sops, sopskit: inProcess, folder, extension, env }
  let state = await begin(sequence, extension)
  if (state === undefined) return tally.add('not encrypted by sops')
  for (const [index, change] of sequence.steps.entries()) {
    const outcome = await changeBoth(state, change, place)
    tally.add(judgeChange(state, change, outcome))
    state = after(state, outcome, index)
  }
}

/** The file that sops makes of a document; `undefined` where it cannot read it again itself. */
async function begin(
  { document, rule, recipients }: Sequence,
  extension: string,
): Promise<ChangeState | undefined> {
  rmSync(join(folder, '.sops.yaml'), { force: true })
  const [plain, file] = [`plain.${extension}`, `file.${extension}`]
  writeFileSync(join(folder, plain), document.text)
  const age = ['--age', recipients.map(testRecipient).join(',')]
  const encryption = ['encrypt', ...rule, ...age, '--output', file, plain]
  const { exit } = await sops({ args: encryption, cwd: folder, env })
  if (exit !== 0) return undefined
  const decrypted = await sops({ args: ['decrypt', file], cwd: folder, env })
  if (decrypted.exit !== 0) return undefined
  return { file: readFileSync(join(folder, file)), plain: decrypted.stdout }
}

/** The next step goes on from the file of sops or ours in turn, or from the one that can be read. */
function after(state: ChangeState, { theirs, ours }: ChangedByBoth, index: number): ChangeState {
  const readable = (index % 2 === 0 ? [theirs, ours] : [ours, theirs]).find(
    ({ exit, asSops, asWe }) => exit === 0 && asSops !== null && asWe !== null,
  )
  const plain = readable?.asSops ?? null
  return readable === undefined || plain === null ? state : { file: readable.bytes, plain }
}
