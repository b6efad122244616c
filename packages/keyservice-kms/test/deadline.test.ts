import { expect, test, vi } from 'vitest'
import { requireDeadline, withDeadline } from '../src/deadline.ts'

const endless = (): Promise<never> => new Promise(() => {})
const bound = { deadlineMs: 20, signal: undefined, subject: 'The key' }

test('what is in time is passed on, result or error', async () => {
  expect(await withDeadline(bound, () => Promise.resolve(1))).toBe(1)
  const error = new Error('own')
  await expect(withDeadline(bound, () => Promise.reject(error))).rejects.toBe(error)
})

test('work that does not end is left behind with SERVICE_UNAVAILABLE, and told so', async () => {
  let handed: AbortSignal | undefined
  const late = withDeadline(bound, (signal) => {
    handed = signal
    return endless()
  })
  await expect(late).rejects.toMatchObject({
    code: 'SERVICE_UNAVAILABLE',
    message: expect.stringContaining('The key did not answer within 20 ms') as string,
  })
  expect(handed?.aborted).toBe(true)
})

test('the signal ends it with ABORTED, also where work ends first with words of its own', async () => {
  const controller = new AbortController()
  const options = { ...bound, deadlineMs: 60_000, signal: controller.signal }
  const ignoring = withDeadline(options, endless)
  const obeying = withDeadline(
    options,
    (signal) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new Error('own words')))
      }),
  )
  controller.abort()
  await expect(ignoring).rejects.toMatchObject({ code: 'ABORTED' })
  await expect(obeying).rejects.toMatchObject({ code: 'ABORTED' })
})

test('with a signal that is aborted already nothing is begun', async () => {
  const work = vi.fn<typeof endless>(endless)
  const options = { ...bound, signal: AbortSignal.abort() }
  await expect(withDeadline(options, work)).rejects.toMatchObject({ code: 'ABORTED' })
  expect(work).not.toHaveBeenCalled()
})

test('a deadline is a number that a timer can wait', () => {
  expect(requireDeadline()).toBe(30_000)
  expect(requireDeadline(1)).toBe(1)
  const refused = expect.objectContaining({ code: 'INVALID_OPTION' }) as Error
  for (const wrong of [0, -5, Number.NaN, Infinity, 2 ** 31]) {
    expect(() => requireDeadline(wrong)).toThrow(refused)
  }
})
