import { dotenvStore } from '@sopskit/stores/dotenv'
import { iniStore } from '@sopskit/stores/ini'
import { jsonStore } from '@sopskit/stores/json'
import { yamlStore } from '@sopskit/stores/yaml'
import type { Store } from '@sopskit/core'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { damaged } from './arbitrary/damaged.ts'
import { dotenvText } from './arbitrary/dotenv-text.ts'
import { iniText } from './arbitrary/ini-text.ts'
import { jsonText } from './arbitrary/json-text.ts'
import { bytesOf } from './arbitrary/line-text.ts'
import { flatJson, flatYaml, sectionsJson, sectionsYaml } from './arbitrary/shallow-text.ts'
import { yamlText } from './arbitrary/yaml-text.ts'
import { readBudget } from './budget.ts'
import { judge } from './judge-store.ts'
import { labProgram } from './lab.ts'
import type { OracleFormat } from './oracle.ts'
import { startOracle } from './oracle.ts'
import { tryDocuments } from './try-documents.ts'

const { seed, documents } = readBudget('SOPSKIT_LIVE_STORES', 20_000)
const oracle = startOracle(labProgram('sops-oracle'))
afterAll(() => oracle.close())

interface Suite {
  readonly title: string
  readonly format: OracleFormat
  readonly outputFormat?: OracleFormat
  readonly texts: fc.Arbitrary<string>
  readonly share: number
}

const suites: readonly Suite[] = [
  { format: 'yaml', title: 'YAML', texts: yamlText(), share: 0.5 },
  { format: 'yaml', title: 'damaged YAML', texts: damaged(yamlText()), share: 0.3 },
  { format: 'json', title: 'JSON', texts: jsonText(), share: 0.1 },
  { format: 'json', title: 'damaged JSON', texts: damaged(jsonText()), share: 0.1 },
  { format: 'dotenv', title: 'dotenv', texts: dotenvText(), share: 0.1 },
  { format: 'dotenv', title: 'damaged dotenv', texts: damaged(dotenvText()), share: 0.1 },
  { format: 'ini', title: 'INI', texts: iniText(), share: 0.1 },
  { format: 'ini', title: 'damaged INI', texts: damaged(iniText()), share: 0.1 },
  ...conversion('yaml', 'dotenv', flatYaml()),
  ...conversion('json', 'dotenv', flatJson()),
  ...conversion('yaml', 'ini', sectionsYaml()),
  ...conversion('json', 'ini', sectionsJson()),
  ...conversion('dotenv', 'yaml', dotenvText()),
  ...conversion('dotenv', 'json', dotenvText()),
  ...conversion('ini', 'yaml', iniText()),
  ...conversion('ini', 'json', iniText()),
]

function conversion(
  format: OracleFormat,
  outputFormat: OracleFormat,
  texts: fc.Arbitrary<string>,
): readonly Suite[] {
  return [{ format, outputFormat, title: `${format} to ${outputFormat}`, texts, share: 0.05 }]
}

describe('the stores and the store code of sops', () => {
  it.each(suites)('read and write the same: $title', async (suite) => {
    const { format, outputFormat = format, title, texts, share } = suite
    const count = Math.ceil(documents * share)
    const tally = await tryDocuments({
      title,
      documents: fc.record({ text: texts, indent: indents(outputFormat) }),
      count,
      seed,
      judge: async ({ text, indent }) => {
        const input = bytesOf(text)
        const answer = await oracle.ask({ format, outputFormat, input, indent })
        return judge({
          input,
          answer,
          store: storeOf(format, indent),
          output: storeOf(outputFormat, indent),
          reread: async (written, lines) =>
            oracle.ask({ format: lines, input: written, indent: 0 }),
          isDamaged: title === 'damaged YAML' || title === 'damaged JSON',
        })
      },
    })
    expect(tally.of('agreed')).toBeGreaterThan(count / 10)
    expect(tally.of('refused by us')).toBeLessThanOrEqual(count / 200)
  })
})

function indents(format: OracleFormat): fc.Arbitrary<number> {
  if (format === 'yaml') return fc.constantFrom(0, 0, 2, 3, 8)
  return format === 'json' ? fc.constantFrom(0, 1, 4) : fc.constant(0)
}

function storeOf(format: OracleFormat, indent: number): Store {
  const options = indent === 0 ? {} : { indent }
  switch (format) {
    case 'yaml':
      return yamlStore(options)
    case 'json':
      return jsonStore(options)
    case 'dotenv':
      return dotenvStore()
    case 'ini':
      return iniStore()
  }
}
