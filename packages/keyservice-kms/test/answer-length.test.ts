import { isSopsError } from '@sopskit/core'
import { expect, test } from 'vitest'
import { requireCiphertext, requireDataKey } from '../src/answer-length.ts'

test('a data key or a share of one passes, everything else does not (KEY-002, KEY-009)', () => {
  const lengths = Array.from({ length: 65 }, (_, length) => length)
  expect(lengths.filter(isTaken)).toEqual([16, 17, 24, 25, 32, 33])
})

function isTaken(length: number): boolean {
  const answer = new Uint8Array(length)
  try {
    return requireDataKey(answer, 'The key') === answer
  } catch (error) {
    if (isSopsError(error, 'UNWRAP_FAILED')) return false
    throw error
  }
}

test('no answer is refused in both directions', () => {
  const refused = (code: string): Error =>
    expect.objectContaining({
      code,
      message: expect.stringContaining('The key') as string,
    }) as Error
  expect(() => requireDataKey(undefined, 'The key')).toThrow(refused('UNWRAP_FAILED'))
  expect(() => requireCiphertext(undefined, 'The key')).toThrow(refused('WRAP_FAILED'))
  expect(() => requireCiphertext(new Uint8Array(), 'The key')).toThrow(refused('WRAP_FAILED'))
  expect(requireCiphertext(new Uint8Array(1), 'The key')).toHaveLength(1)
})
