import { expect, test } from 'vitest'
import { inBatches } from '../src/in-batches.ts'

test('results come in order, and so does the first error, after its batch has ended', async () => {
  const items = Array.from({ length: 20 }, (_, number) => number)
  const slow = async (number: number): Promise<number> => {
    await new Promise((resolve) => setTimeout(resolve, (20 - number) % 7))
    return number
  }
  expect(await inBatches(items, slow)).toEqual(items)
  const done: number[] = []
  const failing = inBatches(items, async (number) => {
    await slow(number)
    done.push(number)
    if (number === 3 || number === 6) throw new Error(String(number))
    return number
  })
  await expect(failing).rejects.toThrow('3')
  expect(done.toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
})
