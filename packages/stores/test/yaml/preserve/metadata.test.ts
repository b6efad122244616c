import { describe, expect, it } from 'vitest'
import { roundTrip, underSecret } from './round-trip.ts'
import { metadataText } from './sealing.ts'

const flow =
  '"sops": {"age": [{"enc": "first\\nsecond\\n", "recipient": "age1"}], "shamir_threshold": 2, "version": "3.13.3"}'
const open = metadataText.slice(0, -1)

/** `@` is the metadata, `§` the same without a break, `$` the same in a flow map. */
const places: readonly (readonly [title: string, plain: string, encrypted: string])[] = [
  ['at the end', 'a: 1\n', 'a: 1\n@'],
  ['behind empty lines', 'a: 1\n\n\n', 'a: 1\n\n\n@'],
  ['of a file that ends without a break', 'a: 1', 'a: 1\n§'],
  ['of a file that ends in blanks', 'a: 1\n  ', 'a: 1\n  \n§'],
  ['behind comments, set apart', 'a: 1\n# c\n', 'a: 1\n# c\n\n@'],
  ['behind comments and empty lines', 'a: 1\n\n# c\n\n', 'a: 1\n\n# c\n\n\n@'],
  ['behind a comment without a break', 'a: 1\n# c', 'a: 1\n# c\n\n§'],
  ['behind comments of inner maps', 'a:\n  b: 1\n  # c\n# d\n', 'a:\n  b: 1\n  # c\n# d\n\n@'],
  [
    'above a comment that belongs elsewhere',
    'a:\n  b:\n    c: 1\n\n  # d\n',
    'a:\n  b:\n    c: 1\n@\n  # d\n',
  ],
  ['before a block that ends without a break', 'a: 1\nb: |\n  c', '@a: 1\nb: |\n  c'],
  ['before comments on which the end of the file depends', 'a:\n  b: 1\n# c', '@a:\n  b: 1\n# c'],
  ['behind a block that keeps its breaks', 'a: |+\n  b\n\n', 'a: |+\n  b\n\n@'],
  ['of every document', 'a: 1\n---\nb: 2\n', 'a: 1\n@---\nb: 2\n@'],
  ['before the end mark', '---\na: 1\n...\n', '---\na: 1\n@...\n'],
  [
    'before a comment above the next document',
    'a: 1\n# c\n---\nb: 2\n',
    'a: 1\n# c\n\n@---\nb: 2\n@',
  ],
  ['of empty documents', '---\n---\n...\n', '---\n@---\n@...\n'],
  ['of a mark without a break', '---', '---\n§'],
  ['of an empty document with comments', '--- # c\n# d\n', '--- # c\n# d\n\n@'],
  ['of a map in flow style', '{a: 1}\n', '{a: 1, $}\n'],
  ['of an empty one', '{}\n', '{$}\n'],
  ['of one with a comma at its end', '{\n a: 1,\n}\n', '{\n a: 1,\n$,}\n'],
  ['of one with comments at its end', '{a: 1 # c\n}\n', '{a: 1 # c\n, $}\n'],
  ['of one with a comma and comments', '{a: 1, # c,\n}\n', '{a: 1, # c,\n$,}\n'],
  ['of one without a value', '{a: }\n', '{a: , $}\n'],
  ['of JSON', '{\n  "a": 1\n}\n', '{\n  "a": 1, $\n}\n'],
  ['behind an anchor and a tag', '&r !!map\na: 1\n', '&r !!map\na: 1\n@'],
  ['behind a directive', '%YAML 1.1\n---\na: 1\n', '%YAML 1.1\n---\na: 1\n@'],
]

describe('metadata', () => {
  it.each(places)('%s', (_, plain, encrypted) => {
    const result = roundTrip(plain, underSecret)
    expect(result.encrypted).toBe(
      encrypted.replaceAll('@', metadataText).replaceAll('§', open).replaceAll('$', flow),
    )
    expect(result.decrypted).toBe(plain)
    expect(result.losses).toEqual([])
  })

  it('in the column of the map', () => {
    const plain = '  a: 1\n  b: 2\n'
    const margin = metadataText.replace(/^/gm, '  ').trimEnd()
    expect(roundTrip(plain, underSecret).encrypted).toBe(`${plain}${margin}\n`)
    expect(roundTrip(plain, underSecret).decrypted).toBe(plain)
  })
})
