import { jsonStore } from '@sopskit/stores/json'
import { yamlStore } from '@sopskit/stores/yaml'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { damaged } from './arbitrary/damaged.ts'
import { jsonText } from './arbitrary/json-text.ts'
import { yamlText } from './arbitrary/yaml-text.ts'
import { readBudget } from './budget.ts'
import { judge } from './judge-store.ts'
import { labProgram } from './lab.ts'
import { startOracle } from './oracle.ts'
import { tryDocuments } from './try-documents.ts'

const { seed, documents } = readBudget('SOPSKIT_LIVE_STORES', 20_000)
const oracle = startOracle(labProgram('sops-oracle'))
afterAll(() => oracle.close())

const formats = [
  { format: 'yaml', title: 'YAML', texts: yamlText(), share: 0.5 },
  { format: 'yaml', title: 'damaged YAML', texts: damaged(yamlText()), share: 0.3 },
  { format: 'json', title: 'JSON', texts: jsonText(), share: 0.1 },
  { format: 'json', title: 'damaged JSON', texts: damaged(jsonText()), share: 0.1 },
] as const

describe('the stores and the store code of sops', () => {
  it.each(formats)('read and write the same: $title', async ({ format, title, texts, share }) => {
    const count = Math.ceil(documents * share)
    const indents = fc.constantFrom(...(format === 'yaml' ? [0, 0, 2, 3, 8] : [0, 1, 4]))
    const tally = await tryDocuments({
      title,
      documents: fc.record({ text: texts, indent: indents }),
      count,
      seed,
      judge: async ({ text, indent }) => {
        const input = Buffer.from(text)
        const answer = await oracle.ask({ format, input, indent })
        const isDamaged = title.startsWith('damaged')
        return judge({ input, answer, store: storeOf(format, indent), isDamaged })
      },
    })
    expect(tally.of('agreed')).toBeGreaterThan(count / 10)
    expect(tally.of('refused by us')).toBeLessThanOrEqual(count / 200)
  })
})

function storeOf(format: 'yaml' | 'json', indent: number): ReturnType<typeof yamlStore> {
  const options = indent === 0 ? {} : { indent }
  return format === 'yaml' ? yamlStore(options) : jsonStore(options)
}
