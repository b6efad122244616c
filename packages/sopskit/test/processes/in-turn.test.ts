import { expect, it } from 'vitest'
import { inTurn } from '../../src/processes/in-turn.ts'

it('begins a piece of work when the one before has ended, and gives each its own result', async () => {
  const turn = inTurn()
  const log: string[] = []
  const work = (name: string) => async (): Promise<string> => {
    log.push(`${name} begins`)
    await new Promise((resolve) => setTimeout(resolve, 2))
    log.push(`${name} ends`)
    if (name === 'b') throw new Error('b fails')
    return name
  }
  const results = await Promise.allSettled([turn(work('a')), turn(work('b')), turn(work('c'))])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
})
