/** Does one piece of work after the other: each begins when the one before it has ended, however it did. */
export function inTurn(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = after(last, work)
    last = Promise.allSettled([mine])
    return mine
  }
}

async function after<Result>(
  before: Promise<unknown>,
  work: () => Promise<Result>,
): Promise<Result> {
  await before
  return work()
}
