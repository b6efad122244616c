import { branch, encryptTree, entry } from '@sopskit/core'
import { expect, it } from 'vitest'
import { drawBytes } from '../../src/random/draw-bytes.ts'
import { operationOptions } from '../support/operation-options.ts'

it('gives what the source gives', () => {
  expect(drawBytes((length) => new Uint8Array(length).fill(7), 3)).toEqual(Uint8Array.of(7, 7, 7))
})

it.each([
  ['too few bytes (V1)', () => new Uint8Array(16).fill(1)],
  ['nothing but zeros', (length: number) => new Uint8Array(length)],
])('refuses a source that gives %s', async (_, random) => {
  expect(() => drawBytes(random, 32)).toThrow(RangeError)
  const options = { ...operationOptions, random }
  await expect(encryptTree([branch([entry('a', 'x')])], options)).rejects.toThrow(RangeError)
})
