import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnProgram, stepEnvironment, testRecipient } from '@sopskit/test-vectors'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { inProcess } from '../conformance/in-process-program.ts'
import { readBudget } from './budget.ts'
import { labProgram } from './lab.ts'
import { tryDocuments } from './try-documents.ts'

const folder = mkdtempSync(join(tmpdir(), 'sopskit-live-'))
afterAll(() => rmSync(folder, { recursive: true }))
const sops = spawnProgram(labProgram('sops'))
const place = { cwd: folder, env: stepEnvironment({}) }

// Comments, plain values, empty values, a list and several documents: all that may be changed in part.
const plain = {
  yaml: '# head\na: secret # behind\nb_unencrypted: 1.5\nempty: ""\nl:\n    # in list\n    - x\n    - null\n---\nc: 2001-12-14\n',
  json: '{"a":"secret","b_unencrypted":1.5,"empty":"","l":["x",null,[7]],"m":{}}',
}

describe.each(['yaml', 'json'] as const)('changed %s files', (extension) => {
  it('are never accepted with other plaintext than sops accepts', async () => {
    const { seed, documents: count } = readBudget('SOPSKIT_LIVE_TAMPERING', 400)
    const encrypted = await encryptBySops(extension)
    const documents = fc.record({
      at: fc.nat(encrypted.length - 1),
      byte: fc.integer({ min: -1, max: 255 }),
    })
    const judge = (change: Change) => judgeChange(change, encrypted, `changed.${extension}`)
    const tally = await tryDocuments({
      title: `tampering ${extension}`,
      documents,
      count,
      seed,
      judge,
    })
    expect(
      tally.of('accepted alike') + tally.of('refused by both') + tally.of('refused by us'),
    ).toBe(count)
    expect(tally.of('refused by both')).toBeGreaterThan(count / 2)
  })
})

interface Change {
  readonly at: number
  /** -1 takes the byte out. */
  readonly byte: number
}

async function encryptBySops(extension: 'yaml' | 'json'): Promise<Uint8Array> {
  const name = `plain.${extension}`
  writeFileSync(join(folder, name), plain[extension])
  const { exit, stdout } = await sops({
    ...place,
    args: ['encrypt', '--age', testRecipient(0), name],
  })
  expect(exit).toBe(0)
  return stdout
}

async function judgeChange(
  { at, byte }: Change,
  encrypted: Uint8Array,
  name: string,
): Promise<string> {
  const changed = [...encrypted]
  changed.splice(at, 1, ...(byte < 0 ? [] : [byte]))
  writeFileSync(join(folder, name), Uint8Array.from(changed))
  const call = { ...place, args: ['decrypt', name] }
  const [theirs, ours] = await Promise.all([sops(call), inProcess(call)])
  if (ours.exit !== 0) return theirs.exit === 0 ? 'refused by us' : 'refused by both'
  if (theirs.exit !== 0) throw new Error(`sops refuses with exit ${theirs.exit}, we accept`)
  if (Buffer.compare(theirs.stdout, ours.stdout) !== 0) throw new Error('the plaintexts differ')
  return 'accepted alike'
}
