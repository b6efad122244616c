import { SopsError } from '@sopskit/core'

/**
 * How many files are worked on at the same time. With what is no number nobody would work, and a run that
 * looked at nothing would look like one that found nothing.
 *
 * @throws {@link SopsError} `INVALID_OPTION`.
 */
export function workerCount(limit: number, files: number): number {
  if (typeof limit === 'number' && limit >= 1) return Math.min(Math.floor(limit), files)
  throw new SopsError('INVALID_OPTION', 'The option limit must be a number of at least 1.')
}
