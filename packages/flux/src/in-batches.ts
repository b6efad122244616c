// Enough to have disk, keys and servers at work while values are decrypted, and not to flood a server.
const size = 8

/**
 * Does something for each item, a few at a time, and gives the results in order. When some fail, the error is
 * that of the first item in order, after all of its batch have ended.
 */
export async function inBatches<Item, Result>(
  items: readonly Item[],
  action: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = []
  for (let start = 0; start < items.length; start += size) {
    const settled = await Promise.allSettled(items.slice(start, start + size).map(action))
    for (const one of settled) {
      if (one.status === 'rejected') throw one.reason
      results.push(one.value)
    }
  }
  return results
}
