import { resolve } from 'node:path'
import { SopsError } from '@sopskit/core'
import type { OutputFacts } from './output.ts'

/**
 * Keeps a file of several documents from being replaced by its first alone, which sops does (J11).
 *
 * @throws {@link SopsError} `EMIT_FAILED`.
 */
export function refuseLoss(
  { warnings }: Pick<OutputFacts, 'warnings'>,
  input: string,
  destination: string | undefined,
): void {
  if (destination === undefined || resolve(destination) !== resolve(input)) return
  if (!warnings.some((warning) => warning.code === 'DOCUMENTS_DROPPED')) return
  throw new SopsError(
    'EMIT_FAILED',
    'The file has several documents and the output format holds one: the others would be lost. Write to another file.',
  )
}
