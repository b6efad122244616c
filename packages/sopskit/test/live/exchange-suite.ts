import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { spawnProgram } from '@sopskit/test-vectors'
import type fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { inProcess } from '../conformance/in-process-program.ts'
import { readBudget } from './budget.ts'
import { exchange } from './exchange.ts'
import type { ExchangedDocument } from './exchange.ts'
import { judgeExchange } from './judge-exchange.ts'
import { labProgram } from './lab.ts'
import { tryDocuments } from './try-documents.ts'

/** What a suite of exchanges tries. */
export interface ExchangeSuite {
  readonly title: string
  readonly documents: fc.Arbitrary<ExchangedDocument>
  /** The environment variable that says how many, and how many it is without. */
  readonly budget: readonly [variable: string, usual: number]
  /** The least share of documents on which both sides agree: a suite that only sees refusals shows nothing. */
  readonly agreed: number
}

/** Exchanges generated documents with sops, in a folder of its own. */
export function exchangeSuite({ title, documents, budget, agreed }: ExchangeSuite): void {
  const folder = mkdtempSync(join(tmpdir(), 'sopskit-live-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const place = { sops: spawnProgram(labProgram('sops')), sopskit: inProcess, folder }
  const { seed, documents: count } = readBudget(...budget)

  it(`exchanges ${count} generated documents with sops: ${title}`, async () => {
    const judge = async (document: ExchangedDocument): Promise<string> =>
      judgeExchange(document, await exchange(document, place))
    const tally = await tryDocuments({ title, documents, count, seed, judge })
    expect(tally.of('agreed')).toBeGreaterThan(count * agreed)
  })
}
