import { SopsError } from '@sopskit/core'
import { expect, it } from 'vitest'
import { sharedTask } from '../src/shared-task.ts'
import { refusalOf } from './support.ts'

it('runs once, and keeps what came out', async () => {
  let runs = 0
  const task = sharedTask(async () => ++runs)
  expect(await Promise.all([task(), task(new AbortController().signal), task()])).toEqual([1, 1, 1])
  expect(await task()).toBe(1)
})

it('keeps errors too', async () => {
  let runs = 0
  const task = sharedTask(() => Promise.reject(new Error(`run ${++runs}`)))
  await expect(task()).rejects.toThrow('run 1')
  await expect(task()).rejects.toThrow('run 1')
})

it('starts nothing for a caller that was aborted before', async () => {
  let runs = 0
  const task = sharedTask(async () => ++runs)
  expect((await refusalOf(() => task(AbortSignal.abort()))).code).toBe('ABORTED')
  expect(runs).toBe(0)
})

it('is aborted when all have gone, and started anew by the next', async () => {
  const signals: AbortSignal[] = []
  const task = sharedTask((signal) => {
    signals.push(signal)
    return signals.length === 1 ? new Promise<string>(() => undefined) : Promise.resolve('second')
  })
  const [one, two] = [new AbortController(), new AbortController()]
  const gone = [task(one.signal), task(two.signal)].map((call) => refusalOf(() => call))
  one.abort()
  expect((await gone[0])?.code).toBe('ABORTED')
  expect(signals[0]?.aborted).toBe(false)
  two.abort()
  expect((await gone[1])?.code).toBe('ABORTED')
  expect(signals[0]?.aborted).toBe(true)
  expect(await task()).toBe('second')
})

it('is not aborted by a signal that comes after the result', async () => {
  const controller = new AbortController()
  const task = sharedTask(async (signal) => signal)
  const inner = await task(controller.signal)
  controller.abort()
  expect(inner.aborted).toBe(false)
  expect(await task()).toBe(inner)
})

it('is not lost for a caller that comes while the last one goes, at whatever moment', async () => {
  const lost: number[] = []
  for (let ticks = 0; ticks < 12; ticks++) {
    const task = sharedTask(
      (signal) =>
        new Promise<string>((resolve, reject) => {
          signal.addEventListener('abort', () => reject(new SopsError('ABORTED', 'gone')))
          setTimeout(() => resolve('done'), 5)
        }),
    )
    const controller = new AbortController()
    const first = refusalOf(() => task(controller.signal))
    controller.abort()
    for (let tick = 0; tick < ticks; tick++) await Promise.resolve()
    if ((await task().catch(() => 'lost')) === 'lost') lost.push(ticks)
    await first
  }
  expect(lost).toEqual([])
})
