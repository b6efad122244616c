import {
  isDataKey,
  isSopsError,
  requireCiphertext,
  requireDataKey,
  requireWrapped,
} from '@sopskit/core'
import { expect, test } from 'vitest'

test('a data key or a share of one passes, everything else does not (KEY-002, KEY-009)', () => {
  const lengths = Array.from({ length: 65 }, (_, length) => length)
  expect(lengths.filter(isTaken)).toEqual([16, 17, 24, 25, 32, 33])
  expect(lengths.filter((length) => isDataKey(new Uint8Array(length)))).toEqual([
    16, 17, 24, 25, 32, 33,
  ])
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

const refused = (code: string, text: string): Error =>
  expect.objectContaining({
    code,
    message: expect.stringMatching(new RegExp(`^The key .*${text}`)) as string,
  }) as Error

test('no answer is refused in both directions, and an empty ciphertext (KEY-009)', () => {
  expect(() => requireDataKey(undefined, 'The key')).toThrow(refused('UNWRAP_FAILED', 'no'))
  for (const none of [undefined, '', new Uint8Array()]) {
    expect(() => requireCiphertext(none, 'The key')).toThrow(
      refused('WRAP_FAILED', 'no ciphertext'),
    )
    expect(() => requireWrapped(none, 'The key')).toThrow(refused('UNWRAP_FAILED', 'empty'))
  }
})

test('what is there is given back as it is, text or bytes', () => {
  for (const something of ['vault:v1:a', new Uint8Array(1)]) {
    expect(requireCiphertext(something, 'The key')).toBe(something)
    expect(requireWrapped(something, 'The key')).toBe(something)
  }
})

test('advice of the backend comes in place of the usual one', () => {
  const call = (): unknown => requireDataKey(new Uint8Array(5), 'The key', 'Look at the server.')
  expect(call).toThrow(/^The key gave 5 bytes .* Look at the server\.$/)
})
