import { describe, expect, test } from 'vitest'
import { checkFiles } from '../../src/check/check-files.ts'
import type { Finding } from '../../src/check/finding.ts'
import { findingTable } from '../../src/check/finding-table.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { cleanTwin, type Files, secretValues } from './clean-twin.ts'
import { type Mistake, mistakes } from './seeded-repository.ts'
import { writeFiles } from './write-files.ts'

const clean = await cleanTwin()

const brief = ({ code, path }: Finding | Mistake): string => `${code} ${path}`

test('the clean twin has no finding', async () => {
  const folder = await temporaryFolder()
  await writeFiles(folder, clean)
  const report = await checkFiles([], { directory: folder, flux: true })
  expect(report).toEqual({ files: Object.keys(clean).length, findings: [], failures: [] })
})

describe('in a seeded repository of copies of it, each with one mistake', async () => {
  const folder = await temporaryFolder()
  const prefixes = mistakes.map((_, index) => `case-${String(index).padStart(2, '0')}/`)
  for (const [index, mistake] of mistakes.entries()) {
    const prefix = prefixes[index] ?? ''
    await writeFiles(
      folder,
      prefixed(prefix, { ...clean, ...(await mistake.change(clean, prefix)) }),
    )
  }
  const { findings, failures } = await checkFiles([], { directory: folder })

  test('there are at least 30 different ones, and every code but those that need a key or an index of Git', () => {
    expect(mistakes.length).toBe(51)
    const missing = Object.keys(findingTable).filter((code) =>
      mistakes.every((one) => one.code !== code),
    )
    expect(missing).toEqual([
      'CONFIG_NOT_STAGED',
      'DECRYPTION_FAILED',
      'INVALID_BASE64',
      'NOT_A_STRING',
    ])
  })

  test.each(mistakes.map((mistake, index) => [mistake.title, mistake, index] as const))(
    '%s is the one finding of its copy',
    (_, mistake, index) => {
      const prefix = prefixes[index] ?? ''
      const own = findings.filter(({ path }) => path.startsWith(prefix))
      expect(own.map(brief)).toEqual([`${mistake.code} ${prefix}${mistake.path}`])
    },
  )

  test('nothing else is found, and everything was checked', () => {
    expect(findings.length).toBe(mistakes.length)
    expect(failures).toEqual([])
  })

  test('no message shows a value', () => {
    const text = JSON.stringify(findings)
    for (const value of secretValues) expect(text).not.toContain(value)
    expect(text).not.toContain('ENC[AES256_GCM')
    expect(text).not.toContain('QQQQQQ')
  })
})

function prefixed(prefix: string, files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${prefix}${path}`, text]))
}
