import { describe, expect, test } from 'vitest'
import { splitWords } from '../../src/text/split-words.ts'

// What sops 3.13.3 started for each text, seen with an editor that prints its arguments (CLI-071).
const texts: readonly (readonly [text: string, words: readonly string[]])[] = [
  ['vim', ['vim']],
  ['code --wait', ['code', '--wait']],
  [' \t\r\ned \n a ', ['ed', 'a']],
  [`a 'b c' "d e" f\\ g # x`, ['a', 'b c', 'd e', 'f g']],
  [`'' "" "a\\"b" "a\\xb" 'a\\b' a#b ~ $HOME`, ['', '', 'a"b', 'axb', 'a\\b', 'a#b', '~', '$HOME']],
  ['a\\\nb  "c\\\nd"', ['a\nb', 'c\nd']],
  [`'e'f"g"\\h '#' ""#q`, ['efgh', '#', '#q']],
  ['a #x\nb', ['a', 'b']],
  ['"a\nb"', ['a\nb']],
  ['*.txt `id` $(id) a;b', ['*.txt', '`id`', '$(id)', 'a;b']],
  ['', []],
  ['   ', []],
  ['#only', []],
]

describe('an editor is split into words', () => {
  test.each(texts)('%j', (text, words) => {
    expect(splitWords(text)).toEqual(words)
  })

  test.each([`a 'b`, 'a "b', 'a "b\\"', 'a b\\', '"a\\'])(
    'but not %j, which stays open',
    (text) => {
      expect(splitWords(text)).toBeUndefined()
    },
  )
})
