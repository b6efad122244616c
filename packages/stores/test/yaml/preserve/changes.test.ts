import { branch, entry, sequence, type TreeBranches } from '@sopskit/core'
import { preserveYamlLayout } from '@sopskit/stores/layout'
import { yamlStore } from '@sopskit/stores/yaml'
import { describe, expect, it } from 'vitest'
import { brief, metadata, metadataText, seal } from './sealing.ts'

const store = yamlStore()
const plain = `# top
a:   'x'   # one

l:
- plain
- "quoted"   # two
# three
- |
  block
f: {k: v, "n": 1}
`

describe('an encrypted file', () => {
  const tree = store.load(Buffer.from(plain))
  const first = preserveYamlLayout(Buffer.from(plain), seal(tree))

  it('gets other encrypted values, as a rotated key makes them', () => {
    const second = preserveYamlLayout(
      first.bytes,
      seal(tree, () => true, 1),
    )
    expect(textOf(second.bytes)).not.toBe(textOf(first.bytes))
    expect(brief(second.bytes)).toBe(brief(first.bytes))
    expect(textOf(preserveYamlLayout(second.bytes, tree).bytes)).toBe(plain)
  })

  it('gets other metadata, as updated keys make them', () => {
    const target = first.branches.map(({ items }) =>
      branch(
        items.map((item) =>
          item.kind === 'entry' && item.key === 'sops'
            ? entry('sops', branch([entry('version', '9.0.0')]))
            : item,
        ),
      ),
    )
    const text = textOf(preserveYamlLayout(first.bytes, target).bytes)
    expect(text).toBe(textOf(first.bytes).replace(metadataText, 'sops:\n    version: 9.0.0\n'))
  })

  it('keeps comments between its metadata that are not theirs (C28)', () => {
    const source = Buffer.from('a: x\nsops: # c\n    version: 1.0.0\n')
    const comment = { kind: 'comment', text: ' c', inline: false } as const
    const other = branch([entry('version', '2.0.0')])
    const target = [branch([entry('a', 'x'), comment, entry('sops', other)])]
    expect(textOf(preserveYamlLayout(source, target).bytes)).toBe(
      'a: x\nsops: # c\n    version: 2.0.0\n',
    )
  })

  it('in flow style gets other metadata in flow style', () => {
    const source = Buffer.from('{"a": "x", "sops": {"version": "1"}, "b": 2}\n')
    const target = [
      branch([entry('a', 'x'), entry('sops', branch([entry('version', '2')])), entry('b', 2n)]),
    ]
    expect(textOf(preserveYamlLayout(source, target).bytes)).toBe(
      '{"a": "x", "sops": {"version": "2"}, "b": 2}\n',
    )
  })

  it.each([
    ['first', '{"sops": {"v": 1}, "a": "x"}\n', '{ "a": "x"}\n'],
    ['between', '{"a": "x", "sops": {"v": 1}, "b": 2}\n', '{"a": "x",  "b": 2}\n'],
    ['alone', '{"sops": {"v": 1}}\n', '{}\n'],
  ])('in flow style loses metadata that stand %s', (_, source, expected) => {
    expect(textOf(preserveYamlLayout(Buffer.from(source), plainTree(source)).bytes)).toBe(expected)
  })

  it.each([
    ['first', 'sops:\n  v: 1\na: x\n', 'a: x\n'],
    ['between', 'a: x\nsops: {v: 1}\n# d\nb: 1\n', 'a: x\n# d\nb: 1\n'],
    [
      'with comments that are not theirs (C28)',
      'a: x\nsops: # c\n  v: 1\nb: 1\n',
      'a: x\n# c\nb: 1\n',
    ],
    ['with comments inside', 'a: x\nsops:\n  # c\n  v: 1\n  # d\n', 'a: x\n'],
    ['as an empty map', 'a: x\nsops: {}\n', 'a: x\n'],
    ['alone', 'sops:\n    v: 1\n', '{}\n'],
    ['alone in a marked document', '---\n# c\nsops:\n    v: 1\n', '---\n# c\n'],
    ['alone below a comment', '# c\nsops:\n    v: 1\n', '# c\n{}\n'],
  ])('loses metadata that stand %s', (_, source, expected) => {
    expect(textOf(preserveYamlLayout(Buffer.from(source), plainTree(source)).bytes)).toBe(expected)
  })
})

describe('a file that sops encrypted', () => {
  const sealed = (type: string) => `ENC[AES256_GCM,data:AA==,iv:AA==,tag:AA==,type:${type}]`

  it('gets back the comments that became items of lists (V20)', () => {
    const source = `l:\n    - ${sealed('comment')}\n    - ${sealed('str')}\n    - - ${sealed('comment')}\n      - ${sealed('str')}\n`
    const comment = { kind: 'comment', text: ' c', inline: false } as const
    const target = [branch([entry('l', sequence([comment, 'x', sequence([comment, 'y'])]))])]
    expect(textOf(preserveYamlLayout(Buffer.from(source), target).bytes)).toBe(
      'l:\n    # c\n    - x\n    - # c\n      - y\n',
    )
  })

  it('gets blocks for text of several lines, as sops writes it (E41)', () => {
    const source = `a: ${sealed('str')}\nb:\n    c: ${sealed('str')}\n    d:\n        - ${sealed('str')}\n    e: ${sealed('str')} # c\n`
    const target = [
      branch([
        entry('a', 'x\ny\n'),
        entry(
          'b',
          branch([
            entry('c', '  x\ny'),
            entry('d', sequence(['x\ny'])),
            { kind: 'comment', text: ' c', inline: true },
            entry('e', 'x\ny'),
          ]),
        ),
      ]),
    ]
    expect(textOf(preserveYamlLayout(Buffer.from(source), target).bytes)).toBe(
      'a: |\n    x\n    y\nb:\n    c: |4-\n          x\n        y\n    d:\n        - |-\n          x\n          y\n    e: "x\\ny" # c\n',
    )
  })

  it('gets quotes where plain text would read as something else', () => {
    const values = ['12', 'true', 'a: b', ' x', '- y', '', "it's", '\u0007']
    const source = values.map((_, index) => `k${index}: ${sealed('str')}\n`).join('')
    const target = [branch(values.map((value, index) => entry(`k${index}`, value)))]
    expect(textOf(preserveYamlLayout(Buffer.from(source), target).bytes)).toBe(
      `k0: '12'\nk1: 'true'\nk2: 'a: b'\nk3: ' x'\nk4: '- y'\nk5: ''\nk6: it's\nk7: "\\a"\n`,
    )
  })
})

describe('values that are set', () => {
  it.each([
    ["'x'", 'it is', "'it is'"],
    ["'x'", 'a\nb', String.raw`"a\nb"`],
    ['"x"', 'é\t', String.raw`"é\t"`],
    ['x', 7n, '7'],
    ['"x"', null, 'null'],
    ['7', '7', "'7'"],
    ['7', true, 'true'],
    ['1.0', 100_000, '100000.0'],
    ['!!str 7', 8n, '8'],
    ['!!str 7', '8', '!!str 8'],
    ['|\n  a', 'b\nc\n', '|\n  b\n  c'],
    ['|\n  a', 'b', '|-\n  b'],
    ['|-\n  a', 'b\n\n\n', '|+\n  b\n\n'],
    ['|+\n  a\n\n', 'b\n', '|\n  b\n\n'],
    ['|\n  a', ' b\n', '|2\n   b'],
    ['| # c\n  a', '\u0007', String.raw`"\a" # c`],
    ['>\n  a', 'b\nc\n', '>\n  b\n\n  c'],
    ['>\n  a', 'b\n c\nd\n', '>\n  b\n   c\n  d'],
    ['[x]', 'a, b', "['a, b']"],
    ['[x]', new Uint8Array([0xff]), '[!!binary /w==]'],
  ] as const)('%s to %o', (from, value, to) => {
    const source = Buffer.from(`k: ${from}\n`)
    const [document] = store.load(source)
    const target = [
      branch(
        (document?.items ?? []).map((item) =>
          item.kind === 'comment'
            ? item
            : entry(item.key, from.startsWith('[') ? sequence([value]) : value),
        ),
      ),
    ]
    expect(textOf(preserveYamlLayout(source, target).bytes)).toBe(`k: ${to}\n`)
  })
})

it('metadata are indented as asked for', () => {
  const target = [branch([entry('a', 'x'), entry('sops', metadata)])]
  const { bytes } = preserveYamlLayout(Buffer.from('a: x\n'), target, { indent: 2 })
  expect(textOf(bytes)).toMatch(/^a: x\nsops:\n {2}age:\n {4}- enc: \|\n {8}first\n/)
})

function plainTree(source: string): TreeBranches {
  return store
    .load(Buffer.from(source))
    .map(({ items }) =>
      branch(items.filter((item) => item.kind === 'comment' || item.key !== 'sops')),
    )
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString()
}
