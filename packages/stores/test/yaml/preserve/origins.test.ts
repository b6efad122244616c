import type { Comment, TreeBranches, TreeScalar } from '@sopskit/core'
import { collectLeaves, isComment, isSopsError, replaceLeaves } from '@sopskit/core'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { damaged } from '../../../../sopskit/test/live/arbitrary/damaged.ts'
import { yamlText } from '../../../../sopskit/test/live/arbitrary/yaml-text.ts'
import { loadYaml } from '../../../src/yaml/load/load-yaml.ts'
import { loadOrigins, type Origins } from '../../../src/yaml/preserve/load-origins.ts'

it.each([
  ['documents', yamlText()],
  ['damaged documents', damaged(yamlText())],
])('%s are read as by the store, with the same errors', (_, texts) => {
  fc.assert(
    fc.property(texts, (text) => {
      const bytes = Buffer.from(text)
      expect(attempt(() => treeOf(loadOrigins(bytes)))).toEqual(attempt(() => loadYaml(bytes)))
    }),
    { numRuns: 300 },
  )
})

it('quoted text and comments begin and end where they stand', () => {
  fc.assert(
    fc.property(yamlText(), (text) => {
      const origins = originsOf(text)
      // A key that stands twice, which some texts have, is refused by every loader.
      fc.pre(origins !== undefined)
      for (const { node } of origins.scalars) {
        const { token } = node
        if (token === undefined || token.plain) continue
        const spelled = text.slice(token.start, token.end)
        expect(spelled).toMatch(/^(?:"[^]*"|'[^]*'|[|>][-+]?[^]*)$/)
      }
      for (const { start, end } of origins.comments) {
        expect(text.slice(start, end)).toMatch(/^#.*$/)
        expect(['', '\n']).toContain(text.charAt(end))
      }
    }),
    { numRuns: 200 },
  )
})

function originsOf(text: string): Origins | undefined {
  try {
    return loadOrigins(Buffer.from(text))
  } catch (error) {
    if (isSopsError(error)) return undefined
    throw error
  }
}

/** The tree with the values and texts that its marks stand for. */
function treeOf({ source, documents, scalars, comments }: Origins): TreeBranches {
  const trees = documents.map(({ marks }) => marks)
  const leaves = collectLeaves(trees).map(({ value }): TreeScalar | Comment => {
    if (!isComment(value)) return scalars[Number(value)]?.value ?? null
    const { start = 0, end = 0 } = comments[Number(value.text)] ?? {}
    return { ...value, text: source.text.slice(start + 1, end) }
  })
  return replaceLeaves(trees, leaves)
}

function attempt(load: () => TreeBranches): unknown {
  try {
    return load()
  } catch (error) {
    if (isSopsError(error)) return [error.code, error.position]
    throw error
  }
}
