import { layoutLosses, preserveYamlLayout } from '@sopskit/stores/layout'
import { yamlStore } from '@sopskit/stores/yaml'
import { describe, expect, it } from 'vitest'
import { seal } from './sealing.ts'

const store = yamlStore()
const general = 'Once decrypted, the value on line 1 will be spelled in another way: '
const usual = 'numbers, times and words such as TRUE are written in their usual form'
const escapes = 'in double quotes only what needs one gets an escape'
const lines = 'its lines are put on one'
const folded = 'a folded block is folded anew, at 80 columns'
const block = 'a block gets the simplest header, and no blanks on empty lines'
const tag = 'its tag goes, and what the tag means is written plainly'

describe('what will not come back as it is', () => {
  it.each([
    ['0644', '420', usual],
    ['0x1F', '31', usual],
    ['1_000', '1000', usual],
    ['+5', '5', usual],
    ['1.50', '1.5', usual],
    ['1e3', '1000.0', usual],
    ['-0.0', '-0.0', undefined],
    ['TRUE', 'true', usual],
    ['.Inf', '.inf', usual],
    ['2024-05-17 21:59:43', '2024-05-17T21:59:43Z', usual],
    ['2024-05-17T00:00:00Z', '2024-05-17', usual],
    [String.raw`"\u00e9\x41"`, '"éA"', escapes],
    [String.raw`[ "\x5D" ]`, `[ ']' ]`, escapes],
    ['a\n  b', 'a b', lines],
    ['"a\n  b"', '"a b"', lines],
    ["'a\n\n  b'", String.raw`"a\nb"`, lines],
    ['>\n  a\n  b', '>\n  a b', folded],
    ['>+\n  a\n', '>+\n  a\n', undefined],
    ['|+\n  a', '|\n  a', block],
    ['|\n  a\n \n  b', '|\n  a\n\n  b', block],
    ['|\n\n\n  a', '|\n\n\n  a', undefined],
    ['!!int "5"', '5', tag],
    ['!!binary aGVsbG8=', 'hello', tag],
    ['!!binary //79', '!!binary //79', undefined],
    ['!!float 5', '5.0', tag],
    ['&a !!bool "true"', '&a true', tag],
  ])('%j', (spelled, later, reason) => {
    const plain = `k: ${spelled}\n`
    const { losses, decrypted } = restored(plain)
    expect(decrypted).toBe(`k: ${later}\n`)
    expect(losses).toEqual(reason === undefined ? [] : [loss(['k'], `${general}${reason}.`)])
  })

  it('a block at the end of a file without a break', () => {
    const { losses, decrypted } = restored('k: |\n  a')
    expect(decrypted).toBe('k: |-\n  a')
    expect(losses).toEqual([loss(['k'], `${general}${block}.`)])
  })

  it('once for each path, line and reason, in the order of the file', () => {
    const { losses } = restored('b: [0x1, 0x2, "\\x41"]\na: 07\n')
    expect(losses.map(({ path, message }) => [...path, message.includes(usual)])).toEqual([
      ['b', true],
      ['b', false],
      ['a', true],
    ])
  })

  it('each with its line, which tells the items of a list apart', () => {
    const { losses } = restored(
      'a: b\r\nlist:\r\n  - value: 1\r\n  - value: 07\r\n  - value: 0x8\r\n',
    )
    expect(losses.map(({ path, message }) => [...path, /line \d+/.exec(message)?.[0]])).toEqual([
      ['list', 'value', 'line 4'],
      ['list', 'value', 'line 5'],
    ])
  })

  it('nothing where only plain values are spelled so', () => {
    const bytes = Buffer.from('a: 0x1F\nb: >\n  c\n  d\n')
    const tree = store.load(bytes)
    const { bytes: encrypted } = preserveYamlLayout(
      bytes,
      seal(tree, () => false),
    )
    expect(layoutLosses({ plain: bytes, encrypted, tree })).toEqual([])
  })

  it('something beside the values, when the encrypted file was changed there', () => {
    const bytes = Buffer.from('a: v # c\n')
    const tree = store.load(bytes)
    const encrypted = Buffer.from(
      Buffer.from(preserveYamlLayout(bytes, seal(tree)).bytes)
        .toString()
        .replace(' #', '   #'),
    )
    expect(layoutLosses({ plain: bytes, encrypted, tree })).toEqual([
      loss(
        [],
        'Something beside the values, such as blanks at the end of a line, will not come back as it is.',
      ),
    ])
  })

  it('everything, when decryption would be refused', () => {
    const tree = store.load(Buffer.from('a: v\n'))
    const encrypted = Buffer.from('a: v\n---\nb: v\nsops: {}\n')
    const losses = layoutLosses({ plain: Buffer.from('a: v\n'), encrypted, tree })
    expect(losses.map(({ code, path }) => [code, path])).toEqual([['LAYOUT_NOT_KEPT', []]])
  })
})

function restored(plain: string) {
  const bytes = Buffer.from(plain)
  const tree = store.load(bytes)
  const { bytes: encrypted } = preserveYamlLayout(bytes, seal(tree))
  return {
    losses: layoutLosses({ plain: bytes, encrypted, tree }),
    decrypted: Buffer.from(preserveYamlLayout(encrypted, tree).bytes).toString(),
  }
}

function loss(path: readonly string[], message: string) {
  return { code: 'LAYOUT_NOT_KEPT', path, message }
}
