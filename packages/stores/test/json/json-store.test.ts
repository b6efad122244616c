import { readFileSync } from 'node:fs'
import { branch, entry, sequence } from '@sopskit/core'
import type { TreeBranch, TreeValue } from '@sopskit/core'
import { jsonStore } from '@sopskit/stores/json'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { refusalOf } from './refusal.ts'

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const decode = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))

it('is the json format with nested metadata (D16)', () => {
  expect(jsonStore()).toMatchObject({ name: 'json', layout: 'nested' })
})

describe('round trips', () => {
  const string = fc.string({ unit: 'binary', maxLength: 8 })
  const scalar = fc.oneof(
    string,
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.boolean(),
    fc.constant(null),
    // Other floats change into ints in JSON text: 1.0 is written as 1 (J10).
    fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Number.isInteger(value)),
  )
  const { tree } = fc.letrec<{ tree: TreeValue; map: TreeBranch }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      scalar,
      fc.array(tie('tree'), { maxLength: 4 }).map((items) => sequence(items)),
      tie('map'),
    ),
    map: fc
      .array(fc.tuple(string, tie('tree')), { maxLength: 4 })
      .map((pairs) => branch(pairs.map(([key, value]) => entry(key, value)))),
  }))

  it('reads back what it wrote, whatever the indentation', () => {
    fc.assert(
      fc.property(tree, fc.integer({ min: -1, max: 9 }), (value, indent) => {
        const store = jsonStore({ indent })
        const documents = [branch([entry('root', value)])]
        expect(store.load(store.emit(documents))).toEqual(documents)
      }),
    )
  })

  it('writes JSON that other readers understand alike', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const store = jsonStore()
        const emitted = text(store.emit(store.load(new TextEncoder().encode(`{"root":${json}}`))))
        expect(JSON.parse(emitted)).toEqual({ root: JSON.parse(json) as unknown })
      }),
    )
  })

  // Without a closing brace, which would end the object and hide what follows (J2).
  const noise = fc.array(fc.integer({ min: 0, max: 255 }).filter((byte) => byte !== 0x7d))
  it('refuses noise with a position', () => {
    fc.assert(
      fc.property(noise, (bytes) => {
        const input = new Uint8Array([...new TextEncoder().encode('{"a":'), ...bytes])
        expect(refusalOf(() => jsonStore().load(input)).position).toBeDefined()
      }),
    )
  })
})

// One document a line: what sops did, the indentation, and input and output in base64.
describe('documents given to the store of sops 3.13.3', () => {
  const file = new URL('sops-3.13.3-documents.txt', import.meta.url)
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
  const documents = lines.map((line) => {
    const [outcome, indent, input = '', output = ''] = line.split(' ')
    return { outcome, indent: Number(indent), input: decode(input), output: decode(output) }
  })

  it('are written in the same bytes', () => {
    const written = documents.filter(({ outcome }) => outcome === 'written')
    expect(written).toHaveLength(250)
    for (const { input, indent, output } of written) {
      const store = jsonStore({ indent })
      expect(text(store.emit(store.load(input)))).toBe(text(output))
    }
  })

  it('are refused where sops refuses them, and where it reads only the start of one (Q6)', () => {
    const refused = documents.filter(({ outcome }) => outcome !== 'written')
    expect(refused.filter(({ outcome }) => outcome === 'truncated')).toHaveLength(26)
    expect(refused).toHaveLength(246)
    for (const { input } of refused) {
      const codes = /^(PARSE_FAILED|TOP_LEVEL_NOT_MAP|NUMBER_OUT_OF_RANGE)$/
      expect(refusalOf(() => jsonStore().load(input)).code).toMatch(codes)
    }
  })
})
