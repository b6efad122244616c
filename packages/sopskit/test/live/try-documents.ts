import fc from 'fast-check'
import { Tally } from './tally.ts'

/** What a run of generated documents needs. */
export interface DocumentRun<T> {
  readonly title: string
  readonly documents: fc.Arbitrary<T>
  readonly count: number
  readonly seed: number
  /** Names the outcome of one document, or throws. */
  readonly judge: (document: T) => Promise<string>
}

/** Tries generated documents, prints the seed and what became of them, and fails on the first that is refused. */
export async function tryDocuments<T>({
  title,
  documents,
  count,
  seed,
  judge,
}: DocumentRun<T>): Promise<Tally> {
  const tally = new Tally()
  const property = fc.asyncProperty(documents, async (document) => tally.add(await judge(document)))
  try {
    await fc.assert(property, { seed, numRuns: count })
    return tally
  } finally {
    process.stderr.write(`${title}, seed ${seed}, ${count} documents: ${tally.toString()}\n`)
  }
}
