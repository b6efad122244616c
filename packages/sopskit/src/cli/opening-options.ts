import type { KeyService } from '@sopskit/core'
import { requireDistinctKinds } from '@sopskit/core'
import { environmentService } from '../options/environment-service.ts'
import type { CommandIo } from './command-io.ts'
import type { FlagValues } from './flags/flag-table.ts'
import { given } from './request.ts'

/** How a command decrypts. */
export interface OpeningOptions {
  readonly services: readonly KeyService[]
  readonly decryptionOrder: readonly string[] | undefined
  readonly ignoreMac: boolean | undefined
}

/**
 * What flags and the environment say about decrypting.
 *
 * @throws {@link SopsError} `DUPLICATE_DECRYPTION_ORDER`.
 */
export async function openingOptions(flags: FlagValues, io: CommandIo): Promise<OpeningOptions> {
  const decryptionOrder = decryptionOrderOf(flags)
  return {
    services: [await environmentService(io)],
    decryptionOrder,
    ignoreMac: flags['ignore-mac'],
  }
}

/**
 * The order in which kinds of key are tried.
 *
 * @throws {@link SopsError} `DUPLICATE_DECRYPTION_ORDER`.
 */
export function decryptionOrderOf(flags: FlagValues): readonly string[] | undefined {
  const order = given(flags['decryption-order'])?.split(',')
  if (order !== undefined) requireDistinctKinds(order)
  return order
}
