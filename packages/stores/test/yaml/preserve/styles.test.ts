import { describe, expect, it } from 'vitest'
import { roundTrip, sealedText, underSecret } from './round-trip.ts'

describe('scalars keep their style', () => {
  it.each([
    ['plain', 'k: plain text\n', 'k: <str>\n'],
    ['plain that sops would quote', 'k: yes\nl: 😀\nm: a\tb\n', 'k: <str>\nl: <str>\nm: <str>\n'],
    ['single quotes', "k:   'it''s'\n", "k:   '<str>'\n"],
    ['double quotes', 'k: "a\\tb\\n\\"c\\" \\\\ é 😀"\n', 'k: "<str>"\n'],
    ['before a comment', 'k: v   # c\n', 'k: <str>   #<comment>\n'],
    ['on the line below', 'k:\n    v\n', 'k:\n    <str>\n'],
    ['behind an explicit mark', '? k\n: v\n', '? k\n: <str>\n'],
    ['with a tag of text', 'k: !!str 007\nl: !secret x\n', 'k: !!str <str>\nl: !secret <str>\n'],
    ['with an anchor', 'k: &a v\nl: &b !!str v\n', 'k: &a <str>\nl: &b !!str <str>\n'],
    ['numbers', 'i: 42\nf: 1.5\ng: 1.0\n', 'i: <int>\nf: <float>\ng: <float>\n'],
    ['days and booleans', 'd: 2024-05-17\nb: true\n', 'd: <time>\nb: <bool>\n'],
    ['null and empty texts', "n:\nm: ~\ne: ''\n", "n:\nm: ~\ne: ''\n"],
  ])('%s', (_, plain, encrypted) => {
    expect(sealedText(plain)).toBe(encrypted)
  })
})

describe('flow collections, where encrypted text needs quotes', () => {
  it.each([
    ['plain text is marked', 'l: [a, b c]\n', 'l: ["<str\\x5D", "<str\\x5D"]\n'],
    ['quotes are not', `l: ["a", 'b']\n`, `l: ["<str>", '<str>']\n`],
    ['nor is what is no text', 'm: {i: 1, b: true}\n', 'm: {i: "<int>", b: "<bool>"}\n'],
    ['over several lines', 'l: [\n  a,\n  b ]\n', 'l: [\n  "<str\\x5D",\n  "<str\\x5D" ]\n'],
    ['values without blanks', 'm: {"a":1,"b":["x"]}\n', 'm: {"a":"<int>","b":["<str>"]}\n'],
  ])('%s', (_, plain, encrypted) => {
    expect(sealedText(plain)).toBe(encrypted)
  })
})

describe('block scalars keep header, column and the empty lines below', () => {
  it.each([
    ['literal', 'k: |\n  a\n  b\nl: x\n', 'k: |-\n  <str>\nl: <str>\n'],
    ['stripped', 'k: |-\n    a\n\n\n    b\n', 'k: |-\n    <str>\n'],
    ['kept', 'k: |+\n  a\n\n\nl: x\n', 'k: |-\n  <str>\n\n\nl: <str>\n'],
    ['with a digit', 'k: |2\n    a\n  b\n', 'k: |2-\n  <str>\n'],
    ['digit first or last', 'k: |-1\n a\nl: |1+\n  a\n\n', 'k: |-1\n <str>\nl: |1-\n <str>\n\n'],
    ['with a comment', 'k: | # c\n  a\n', 'k: |- #<comment>\n  <str>\n'],
    ['in a list', 'l:\n- |\n a\n- b\n', 'l:\n- |-\n <str>\n- <str>\n'],
    ['blank lines at its beginning', 'k: |\n\n  a\n', 'k: |-\n  <str>\n'],
    ['folded, of single lines', 'k: >\n  a b\n\n  c\n', 'k: >-\n  <str>\n'],
    ['folded, with lines that are indented', 'k: >-\n  a\n    b\n    c\n  d\n', 'k: >-\n  <str>\n'],
    ['with a tab', 'k: |2\n  \ta\n', 'k: |2-\n  <str>\n'],
  ])('%s', (_, plain, encrypted) => {
    expect(sealedText(plain)).toBe(encrypted)
  })

  it('folds at 80 columns', () => {
    const line = 'word '.repeat(14).trim()
    expect(sealedText(`k: >\n  ${line} longest\n  ${line}\n`)).toBe('k: >-\n  <str>\n')
  })
})

describe('comments stay where they are', () => {
  it.each([
    ['of maps', '# a\nk: 1 # b\n#c\n', '#<comment>\nk: <int> #<comment>\n#<comment>\n\n'],
    [
      'of lists, where core makes items of them (V20)',
      'l:\n  # a\n  - x # b\n  # c\n',
      'l:\n  #<comment>\n  - <str> #<comment>\n  #<comment>\n\n',
    ],
    ['empty ones, which are never encrypted (V12)', '#\nk: 1\n', '#\nk: <int>\n'],
  ])('%s', (_, plain, encrypted) => {
    expect(sealedText(plain)).toBe(encrypted)
  })
})

describe('bytes of the file', () => {
  it('CRLF', () => {
    const plain = 'k: |\r\n  a\r\n\r\n  b\r\nl:\r\n- x # c\r\n'
    const { encrypted, decrypted } = roundTrip(plain)
    expect(decrypted).toBe(plain)
    expect(encrypted.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
  })

  it('other line breaks (P2)', () => {
    const plain = 'a: 1\r# c\u0085b: "x\u2028y"\u2028c: z\r'
    expect(roundTrip(plain, underSecret).decrypted).toBe(plain)
    expect(roundTrip(plain, underSecret).losses).toEqual([])
  })

  it.each([
    ['a byte order mark', [0xef, 0xbb, 0xbf], 'utf8'],
    ['UTF-16', [0xff, 0xfe], 'utf16le'],
  ] as const)('%s stays (P1)', (_, mark, encoding) => {
    const plain = Buffer.concat([Buffer.from(mark), Buffer.from('k: é\nl: |\n  x\n', encoding)])
    expect(roundTrip(plain).losses).toEqual([])
  })
})

it('what is not encrypted stays byte for byte, whatever it is', () => {
  const plain =
    'a:   [1,0x1F , \'2\']   # c\n\n\nb: &x {c: 007}\nd: *x\nsecret: v\ne: >\n  folded\n  text\nf: "\\u0041"\n<<: *x\n'
  const { encrypted, decrypted } = roundTrip(plain, underSecret)
  expect(decrypted).toBe(plain)
  expect(encrypted.startsWith(plain.replace('secret: v', 'secret: <str>'))).toBe(true)
})
