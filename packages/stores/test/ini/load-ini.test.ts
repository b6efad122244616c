import type { TreeItem } from '@sopskit/core'
import { branch, comment, encodeUtf8, entry, maxFileSize } from '@sopskit/core'
import { iniStore } from '@sopskit/stores/ini'
import { describe, expect, test } from 'vitest'
import { refusalOf } from '../json/refusal.ts'
import { readLineVectors } from '../lines/line-vectors.ts'
import { documentFrom } from '../yaml/emit/tree-notation.ts'

const store = iniStore()
const { documents, refused } = readLineVectors('ini')

const sections = (defaults: readonly TreeItem[], ...others: readonly TreeItem[]) => [
  branch([entry('DEFAULT', branch(defaults)), ...others]),
]

describe('reads what sops reads', () => {
  test.each(documents)('$facts: $input', ({ input, tree }) => {
    expect(store.load(encodeUtf8(input))).toEqual([documentFrom(tree)])
  })

  test.each(refused)('refuses line $line, $facts: $input', ({ input, line }) => {
    const { code, position } = refusalOf(() => store.load(encodeUtf8(input)))
    expect({ code, position }).toEqual({ code: 'PARSE_FAILED', position: { line, column: 1 } })
  })

  test('for all vectors', () => {
    expect([documents.length, refused.length]).toEqual([158, 22])
  })
})

describe('numbered keys (I11)', () => {
  test.each([
    ['-=1\n-=2\n', ['#1', '1'], ['#2', '2']],
    ['"-"=1\n`-`=2\n', ['#1', '1'], ['#2', '2']],
    ['`#1`=1\n-=2\n-=3\n', ['#1', '2'], ['#2', '3']],
  ])('%j', (input, ...keys) => {
    const items = keys.map(([name = '', value = '']) => entry(name, value))
    expect(store.load(encodeUtf8(input))).toEqual(sections(items))
  })

  test('are counted in each section', () => {
    expect(store.load(encodeUtf8('-=1\n[s]\n-=2\n'))).toEqual(
      sections([entry('#1', '1')], entry('s', branch([entry('#1', '2')]))),
    )
  })
})

describe('the metadata section (I12)', () => {
  test('has newlines as a backslash and n, or real ones as 3.13.0 wrote them', () => {
    const expected = sections([], entry('sops', branch([entry('age', 'x\ny\n')])))
    expect(store.load(encodeUtf8('[sops]\nage=x\\ny\\n\n'))).toEqual(expected)
    expect(store.load(encodeUtf8('[sops]\nage="""x\ny\n"""\n'))).toEqual(expected)
  })
})

describe('bytes that are not UTF-8', () => {
  const latin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'))

  test('stay in values and comments', () => {
    expect(store.load(latin1('; \xff\na=\xe9 x\n'))).toEqual(
      sections([entry('a', latin1('\xe9 x')), comment(latin1('\xff'))]),
    )
  })

  test('are a character when joined lines make one', () => {
    expect(store.load(latin1('a=\xc3\\\n\xa9\n'))).toEqual(sections([entry('a', 'é')]))
  })

  test('are no white space', () => {
    expect(store.load(latin1('a=x\x85\xa0\n'))).toEqual(sections([entry('a', latin1('x\x85\xa0'))]))
  })

  test.each(['\n\xff=1', '\n[\xff]', '\n"a\xff"=1'])('are refused in names: %j', (input) => {
    const { code, position } = refusalOf(() => store.load(latin1(input)))
    expect({ code, position }).toEqual({ code: 'PARSE_FAILED', position: { line: 2, column: 1 } })
  })

  // sops drops the byte order mark and reads the rest as it stands.
  test.each(['\xff\xfea\x00=\x001\x00', '\xfe\xff\x00a\x00=\x001'])(
    'UTF-16 is refused',
    (input) => {
      expect(refusalOf(() => store.load(latin1(input))).code).toBe('PARSE_FAILED')
    },
  )
})

test('a message does not quote the line, as that of sops does', () => {
  for (const input of ['hunter2', '[hunter2', '"hunter2', 'a=`hunter2', '=hunter2']) {
    const error = refusalOf(() => store.load(encodeUtf8(input)))
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('hunter2')
  }
})

test('a file that is too large', () => {
  expect(refusalOf(() => store.load(new Uint8Array(maxFileSize + 1))).code).toBe('LIMIT_EXCEEDED')
})

describe('long input comes to an end', () => {
  const long = 300_000
  test.each([
    ['quotes around nothing', `a=${'"'.repeat(long)}`, 1],
    ['spaces inside a value', `a=x${' '.repeat(long)}y`, 1],
    ['lines that go on', `a=x${'\\\n'.repeat(long)}`, 1],
    ['comment signs', `${';'.repeat(long)}\na=1`, 2],
    ['comment lines', `${';x\n'.repeat(long)}a=1`, 2],
    ['sections', '[s]\n'.repeat(long), 0],
    ['values over two lines', 'a=`x\ny`\n'.repeat(long), 1],
    ['lines that close no quotes', `a=\`\n${'`\\\n'.repeat(long)}\`\n`, 1],
  ])('%s', (_, input, items) => {
    const [document] = store.load(encodeUtf8(input))
    const first = document?.items[0]
    expect(first?.kind === 'entry' && first.value).toMatchObject({ items: { length: items } })
  })
})
