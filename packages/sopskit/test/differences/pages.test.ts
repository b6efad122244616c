import { existsSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../../', import.meta.url))

interface Proof {
  readonly file: string
  readonly title: string
}

/** The link definitions at the end of a page: `[S1]: path/of.test.ts 'the title of a test'`. */
function proofsOf(page: string, text: string): ReadonlyMap<string, Proof> {
  const definitions = text.matchAll(/^\[([^\]]+)\]: (\S+\.test\.ts) (?:"(.+)"|'(.+)')$/gm)
  return new Map(
    Array.from(definitions, ([, label = '', path = '', double, single]) => {
      const file = resolve(root, dirname(page), path)
      return [label, { file, title: double ?? single ?? '' }] as const
    }),
  )
}

/** The labels that a text links to: `[words][S1]`. */
function labelsIn(text: string): readonly string[] {
  return Array.from(text.matchAll(/\]\[([A-Z]\d+[a-z]?)\]/g), ([, label = '']) => label)
}

/** The part of a page from one heading to the next of the same rank. */
function sectionOf(text: string, heading: string): string {
  const [, section = ''] = text.split(`\n## ${heading}\n`)
  return section.split('\n## ')[0] ?? ''
}

const pages = [
  { page: 'docs/compatibility.md', heading: 'Differences on purpose', claim: /^\| [A-Z]\d+ .*/gm },
  { page: 'SECURITY.md', heading: 'What is promised', claim: /^- (?:.|\n {2})*/gm },
]

describe.each(pages)('$page', ({ page, heading, claim }) => {
  const text = readFileSync(resolve(root, page), 'utf8')
  const proofs = proofsOf(page, text)
  const claims = sectionOf(text, heading).match(claim) ?? []

  test('has claims, and every link to a proof leads to one', () => {
    expect(claims.length).toBeGreaterThan(5)
    expect([...new Set(labelsIn(text))].toSorted()).toEqual([...proofs.keys()].toSorted())
  })

  test('every claim names its proof', () => {
    expect(claims.filter((line) => labelsIn(line).length === 0)).toEqual([])
  })

  test('every proof is a test that is there', () => {
    const missing = [...proofs.values()].filter(({ file, title }) => {
      return !existsSync(file) || !readFileSync(file, 'utf8').includes(title)
    })
    expect(missing).toEqual([])
  })
})
