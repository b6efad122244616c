import { requireDeadline, withDeadline } from '@sopskit/core'
import { expect, test, vi } from 'vitest'

const endless = (): Promise<never> => new Promise(() => {})
const bound = { deadlineMs: 20, signal: undefined, subject: 'The key' }

/** Ends in words of its own when it is told to, and says that it has. */
const obeying =
  (ended: () => void = () => {}) =>
  (signal: AbortSignal): Promise<never> =>
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        ended()
        reject(new Error('own words'))
      })
    })

test('what is in time is passed on, result or error', async () => {
  const error = new Error('own')
  for (const waits of [false, true]) {
    expect(await withDeadline({ ...bound, waits }, () => Promise.resolve(1))).toBe(1)
    await expect(withDeadline({ ...bound, waits }, () => Promise.reject(error))).rejects.toBe(error)
  }
})

test('work that does not end is left behind with SERVICE_UNAVAILABLE, and told so', async () => {
  let handed: AbortSignal | undefined
  const late = withDeadline(bound, (signal) => {
    handed = signal
    return endless()
  })
  await expect(late).rejects.toMatchObject({
    code: 'SERVICE_UNAVAILABLE',
    message:
      'The key did not answer within 0.02 s. Check the address and the network, or raise the deadline.',
  })
  expect(handed?.aborted).toBe(true)
})

test('the signal ends it with ABORTED, also where work ends first with words of its own', async () => {
  const controller = new AbortController()
  const options = { ...bound, deadlineMs: 60_000, signal: controller.signal }
  const works = [endless, obeying()].map((work) => withDeadline(options, work))
  works.push(withDeadline({ ...options, waits: true }, obeying()))
  controller.abort()
  for (const work of works) {
    await expect(work).rejects.toMatchObject({
      code: 'ABORTED',
      message: 'The key: the operation was aborted.',
    })
  }
})

test('work that must not be left behind is waited for, and its words are not passed on', async () => {
  const ended = vi.fn<() => void>()
  const late = withDeadline({ ...bound, waits: true }, obeying(ended))
  await expect(late).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
  expect(ended).toHaveBeenCalledOnce()
})

test('what people are told to do is up to the caller', async () => {
  const options = { ...bound, whenLate: 'Call somebody.', whenAborted: 'Half of it is done.' }
  await expect(withDeadline(options, endless)).rejects.toThrow(/ Call somebody\.$/)
  const controller = new AbortController()
  const ended = withDeadline({ ...options, deadlineMs: 60_000, signal: controller.signal }, endless)
  controller.abort()
  await expect(ended).rejects.toThrow(/ Half of it is done\.$/)
})

test('with a signal that is aborted already nothing is begun', async () => {
  const work = vi.fn<typeof endless>(endless)
  const options = { ...bound, signal: AbortSignal.abort() }
  await expect(withDeadline(options, work)).rejects.toMatchObject({ code: 'ABORTED' })
  expect(work).not.toHaveBeenCalled()
})

test('a deadline is a number that a timer can wait', () => {
  expect(requireDeadline(30_000)).toBe(30_000)
  expect(requireDeadline(1)).toBe(1)
  const refused = expect.objectContaining({ code: 'INVALID_OPTION' }) as Error
  for (const wrong of [0, -5, Number.NaN, Infinity, 2 ** 31]) {
    expect(() => requireDeadline(wrong)).toThrow(refused)
  }
})
