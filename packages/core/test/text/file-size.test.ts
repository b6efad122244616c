import { isSopsError, maxFileSize, requireFileSize } from '@sopskit/core'
import { expect, it } from 'vitest'

it('is as large as text in one string can be', () => {
  requireFileSize(0)
  requireFileSize(maxFileSize)
  expect('x'.repeat(maxFileSize)).toHaveLength(maxFileSize)
})

it.each([maxFileSize + 1, 3 * 2 ** 30, Infinity])('refuses %d bytes', (bytes) => {
  expect(() => requireFileSize(bytes)).toThrow(
    expect.toSatisfy((error) => isSopsError(error, 'LIMIT_EXCEEDED')),
  )
})
