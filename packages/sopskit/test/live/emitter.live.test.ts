import { yamlStore } from '@sopskit/stores/yaml'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { scalarDocument } from './arbitrary/scalar-documents.ts'
import type { ScalarDocument } from './arbitrary/scalar-documents.ts'
import { readBudget } from './budget.ts'
import { labProgram } from './lab.ts'
import { startOracle } from './oracle.ts'
import { tryDocuments } from './try-documents.ts'

const oracle = startOracle(labProgram('sops-oracle'))
afterAll(() => oracle.close())

it('keys and values are spelled as sops spells them', async () => {
  const { seed, documents: count } = readBudget('SOPSKIT_LIVE_SCALARS', 600)
  let scalars = 0
  const judge = async (document: ScalarDocument & { readonly indent: number }): Promise<string> => {
    scalars += document.scalars
    return compare(document.yaml, document.indent)
  }
  const documents = fc
    .tuple(scalarDocument(100), fc.constantFrom(0, 0, 2, 3, 8))
    .map(([document, indent]) => ({ ...document, indent }))
  await tryDocuments({ title: 'YAML keys and values', documents, count, seed, judge })
  process.stderr.write(`YAML keys and values: ${scalars} of them\n`)
  expect(scalars).toBeGreaterThan(count * 150)
})

async function compare(yaml: string, indent: number): Promise<string> {
  const input = Buffer.from(yaml)
  const answer = await oracle.ask({ format: 'yaml', input, indent })
  const store = yamlStore(indent === 0 ? {} : { indent })
  const ours = Buffer.from(store.emit(store.load(input)))
  if (answer.kind === 'refused') throw new Error(`refused by sops: ${answer.message}`)
  const theirs = Buffer.from(answer.out ?? [])
  if (!ours.equals(theirs)) throw new Error(firstDifference(ours.toString(), theirs.toString()))
  return 'agreed'
}

function firstDifference(ours: string, theirs: string): string {
  const [left, right] = [ours.split('\n'), theirs.split('\n')]
  const at = left.findIndex((line, index) => line !== right[index])
  return `line ${at + 1} is ${JSON.stringify(left[at])}, sops writes ${JSON.stringify(right[at])}`
}
