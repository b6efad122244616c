import { abortedError, refuseAborted, unlessAborted } from '@sopskit/core'
import { expect, test, vi } from 'vitest'

const reason = (): Error => abortedError('The key')
const aborted = { code: 'ABORTED', message: 'The key: the operation was aborted.' }
const endless = (): Promise<never> => new Promise(() => {})

test('a caller that has gone is refused with ABORTED, any other passes', () => {
  const refused = expect.objectContaining(aborted) as Error
  expect(() => refuseAborted(AbortSignal.abort(), 'The key')).toThrow(refused)
  expect(refuseAborted(new AbortController().signal, 'The key')).toBe(undefined)
  expect(refuseAborted(undefined, 'The key')).toBe(undefined)
})

test.each([undefined, new AbortController().signal])(
  'work that nobody aborts settles as it does',
  async (signal) => {
    const error = new Error('own')
    expect(await unlessAborted(Promise.resolve(1), signal, reason)).toBe(1)
    await expect(unlessAborted(Promise.reject(error), signal, reason)).rejects.toBe(error)
  },
)

test('an abort before or meanwhile is the end of waiting', async () => {
  await expect(unlessAborted(endless(), AbortSignal.abort(), reason)).rejects.toMatchObject(aborted)
  const controller = new AbortController()
  const waiting = unlessAborted(endless(), controller.signal, reason)
  controller.abort()
  await expect(waiting).rejects.toMatchObject(aborted)
})

test('nothing keeps listening to the signal of a caller', async () => {
  const { signal } = new AbortController()
  const on = vi.spyOn(signal, 'addEventListener')
  const off = vi.spyOn(signal, 'removeEventListener')
  await unlessAborted(Promise.resolve(1), signal, reason)
  expect(on).toHaveBeenCalledOnce()
  expect(off).toHaveBeenCalledWith('abort', on.mock.calls[0]?.[1])
})
