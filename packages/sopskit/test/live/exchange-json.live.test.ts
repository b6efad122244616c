import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { jsonStore } from '@sopskit/stores/json'
import { spawnProgram } from '@sopskit/test-vectors'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { inProcess } from '../conformance/in-process-program.ts'
import { encryptionFlags, keyRules } from './arbitrary/encryption-flags.ts'
import { jsonText } from './arbitrary/json-text.ts'
import { readBudget } from './budget.ts'
import { exchange } from './exchange.ts'
import type { ExchangedDocument } from './exchange.ts'
import { judgeExchange } from './judge-exchange.ts'
import { labProgram } from './lab.ts'
import { tryDocuments } from './try-documents.ts'

const folder = mkdtempSync(join(tmpdir(), 'sopskit-live-'))
afterAll(() => rmSync(folder, { recursive: true }))

const sops = spawnProgram(labProgram('sops'))
const place = { sops, sopskit: inProcess, folder, extension: 'json' } as const
const store = jsonStore()

it('exchanges generated JSON documents with sops', async () => {
  const { seed, documents: count } = readBudget('SOPSKIT_LIVE_JSON', 500)
  const documents = fc.record({ text: jsonText(), flags: encryptionFlags(keyRules) })
  const tally = await tryDocuments({ title: 'JSON exchange', documents, count, seed, judge })
  expect(tally.of('agreed')).toBeGreaterThan(count * 0.9)
})

async function judge(document: ExchangedDocument): Promise<string> {
  return judgeExchange(document.text, await exchange(document, place), store)
}
