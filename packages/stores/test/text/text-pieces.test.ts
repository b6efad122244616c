import { isWellFormed } from '@sopskit/core'
import { expect, test } from 'vitest'
import { pieceLength, textPieces } from '../../src/text/text-pieces.ts'

test.each([
  ['nothing', ''],
  ['a short text', 'text'],
  ['one piece', 'x'.repeat(pieceLength)],
  ['a little more', 'x'.repeat(pieceLength + 1)],
  ['pairs that a cut could part', '\u{1f600}'.repeat(pieceLength * 2)],
  ['the same, one unit further', `x${'\u{1f600}'.repeat(pieceLength * 2)}`],
])('%s', (_, text) => {
  const pieces = [...textPieces(text)]
  expect(pieces.join('') === text).toBe(true)
  expect(pieces.every((piece) => isWellFormed(piece) && piece.length <= pieceLength + 1)).toBe(true)
})
