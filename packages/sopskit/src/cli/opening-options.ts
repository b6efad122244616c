import type { KeyService } from '@sopskit/core'
import { requireDistinctKinds } from '@sopskit/core'
import type { CommandIo } from './command-io.ts'
import type { FlagValues } from './flags/flag-table.ts'
import { type CommandRequest, given } from './request.ts'
import { servicesOf } from './services-of.ts'

/** How a command decrypts. */
export interface OpeningOptions {
  readonly services: readonly KeyService[]
  readonly decryptionOrder: readonly string[] | undefined
  readonly ignoreMac: boolean | undefined
}

/**
 * What flags and the environment say about decrypting.
 *
 * @throws {@link SopsError} `DUPLICATE_DECRYPTION_ORDER`, and the codes of `servicesOf`.
 */
export async function openingOptions(
  request: Pick<CommandRequest, 'command' | 'flags'>,
  io: CommandIo,
): Promise<OpeningOptions> {
  const { flags } = request
  return {
    decryptionOrder: decryptionOrderOf(flags),
    services: await servicesOf(request, io),
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
