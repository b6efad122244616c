import type { TreeBranches, TreeItem } from '@sopskit/core'
import {
  branch,
  comment,
  decodeUtf8,
  encodeUtf8,
  entry,
  isBranch,
  isSopsError,
} from '@sopskit/core'
import { iniStore } from '@sopskit/stores/ini'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refusalOf } from '../json/refusal.ts'

// Everything here is something that sops 3.13.3 writes so that it cannot read it again, or reads another tree.

const store = iniStore()
const emitted = (tree: TreeBranches): string | undefined => decodeUtf8(store.emit(tree))
const section = (...items: readonly TreeItem[]): TreeBranches => [
  branch([entry('DEFAULT', branch([])), entry('s', branch(items))]),
]

describe('values in other quotes (I13)', () => {
  test.each([
    // The pair of quotes around it is taken off.
    ["'x'", "`'x'`"],
    ['"x"', '`"x"`'],
    ['""', '`""`'],
    ["''", "`''`"],
    ['" x "', '`" x "`'],
    // It goes on in the next line.
    ['C:\\dir\\', '`C:\\dir\\`'],
    ['\\', '`\\`'],
    // It is read up to the next three quotes, anywhere below.
    ['"""x', '`"""x`'],
    ['"""', '`"""`'],
    ['"""x"""', '`"""x"""`'],
    // It ends at the first three quotes below its first line.
    ['a"""\nb', '`a"""\nb`'],
    ['x\n"""y\nz', '`x\n"""y\nz`'],
  ])('%j', (value, spelled) => {
    const tree = section(entry('k', value), entry('z', '1'))
    expect(emitted(tree)).toBe(`[s]\nk = ${spelled}\nz = 1\n`)
    expect(store.load(store.emit(tree))).toEqual(tree)
  })

  test('and refused where there are none', () => {
    const error = refusalOf(() => store.emit(section(entry('k', 'a"""\n`\nhunter2'))))
    expect({ code: error.code, path: error.path }).toEqual({
      code: 'EMIT_FAILED',
      path: ['s', 'k'],
    })
    expect(error.message).not.toContain('hunter2')
  })
})

describe('keys in other quotes', () => {
  test.each([
    ['#1', '`#1`'],
    [';x', '`;x`'],
    ['[x]', '`[x]`'],
    ['[x', '`[x`'],
    ['a`=b', '"""a`=b"""'],
    ['a`"""', 'a`"""'],
  ])('%j', (key, spelled) => {
    const tree = section(entry(key, 'x'))
    expect(emitted(tree)).toBe(`[s]\n${spelled} = x\n`)
    expect(store.load(store.emit(tree))).toEqual(tree)
  })

  test.each(['', ' ', ' x', 'x\t', '\u00a0', '-', 'a\nb', 'a`"""='])('and refused: %j', (key) => {
    const error = refusalOf(() => store.emit(section(entry(key, 'x'))))
    expect({ code: error.code, path: error.path }).toEqual({
      code: 'EMIT_FAILED',
      path: ['s', key],
    })
  })

  test('a first key that starts with a byte order mark is written behind another', () => {
    const tree = [branch([entry('DEFAULT', branch([entry('\ufeffa', '1')]))])]
    expect(emitted(tree)).toBe('\ufeff\ufeffa = 1\n')
    expect(store.load(store.emit(tree))).toEqual(tree)
  })

  test('numbered keys come back (I11)', () => {
    const tree = store.load(encodeUtf8('-=1\n-=2\n'))
    expect(emitted(tree)).toBe('`#1` = 1\n`#2` = 2\n')
    expect(store.load(store.emit(tree))).toEqual(tree)
  })

  test('equal keys are refused, of which sops writes the last', () => {
    const error = refusalOf(() => store.emit(section(entry('a', 'hunter2'), entry('a', '2'))))
    expect({ code: error.code, path: error.path }).toEqual({
      code: 'EMIT_FAILED',
      path: ['s', 'a'],
    })
    expect(error.message).not.toContain('hunter2')
  })
})

describe('sections', () => {
  test.each(['default', 'Default'])('a first one with the name %s has its header (I7)', (name) => {
    const tree = [branch([entry(name, branch([entry('a', '1')]))])]
    expect(emitted(tree)).toBe(`[${name}]\na = 1\n`)
  })

  test.each(['a\nb', 'a]\n[b', '\n', ''])('refused: %j', (name) => {
    const error = refusalOf(() => store.emit([branch([entry(name, branch([]))])]))
    expect({ code: error.code, path: error.path }).toEqual({ code: 'EMIT_FAILED', path: [name] })
  })
})

test('a comment with an empty first line, on which sops crashes', () => {
  const tree = store.load(encodeUtf8(';\n; x\na=1\n;\n;y\n[s]\n'))
  expect(emitted(tree)).toBe('; \n; x\na = 1\n\n; \n; y\n[s]\n')
  expect(emitted(store.load(store.emit(tree)))).toBe(emitted(tree))
})

test('what is written reads back as it was, or is refused', () => {
  const pieces = [
    'a',
    ' ',
    '\n',
    '"',
    '"""',
    "'",
    '`',
    '\\',
    '#',
    ';',
    '=',
    ':',
    '[',
    ']',
    '-',
    '\u0085',
    '\ufeff',
  ]
  const text = fc.array(fc.constantFrom(...pieces), { maxLength: 6 }).map((parts) => parts.join(''))
  const items = fc.array(
    fc.oneof(
      fc.tuple(text, text),
      text.map((note) => comment(note)),
    ),
    { maxLength: 3 },
  )
  let [kept, refused] = [0, 0]
  fc.assert(
    fc.property(text, items, (name, all) => {
      const tree = [
        branch([
          entry('DEFAULT', branch([])),
          entry(name, branch(all.map((item) => (Array.isArray(item) ? entry(...item) : item)))),
        ]),
      ]
      const bytes = attempt(() => store.emit(tree))
      if (bytes === undefined) refused++
      else kept++
      const again = bytes === undefined ? tree : store.load(bytes)
      expect(withoutComments(again)).toEqual(withoutComments(tree))
    }),
    { numRuns: 1000 },
  )
  expect(kept).toBeGreaterThan(150)
  expect(refused).toBeGreaterThan(50)
})

function attempt(emit: () => Uint8Array): Uint8Array | undefined {
  try {
    return emit()
  } catch (error) {
    if (isSopsError(error) && error.code === 'EMIT_FAILED') return undefined
    throw error
  }
}

function withoutComments(tree: TreeBranches): TreeBranches {
  return tree.map(({ items }) => branch(items.flatMap(withoutOwnComments)))
}

function withoutOwnComments(item: TreeItem): readonly TreeItem[] {
  if (item.kind === 'comment') return []
  const { key, value } = item
  return [isBranch(value) ? entry(key, branch(value.items.flatMap(withoutOwnComments))) : item]
}
