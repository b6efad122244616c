import { SopsError } from '../errors/sops-error.ts'
import type { KeyGroup, Metadata, WrappedDataKey } from '../metadata/metadata.ts'
import { combineShares } from '../shamir/combine-shares.ts'
import { askServices } from './ask-services.ts'
import type { Answer, ServiceOptions } from './ask-services.ts'
import { DataKeyUnavailableError } from './data-key-unavailable-error.ts'
import {
  defaultDecryptionOrder,
  requireDistinctKinds,
  sortByDecryptionOrder,
} from './decryption-order.ts'
import type { GroupAttempt, KeyAttempt } from './key-attempts.ts'
import { masterKeyId } from './master-key-name.ts'

/** What {@link unwrapDataKey} takes beside the metadata. */
export interface UnwrapOptions extends ServiceOptions {
  /** Kinds of key to try first; unknown words are harmless. Default: age, pgp (K5). */
  readonly decryptionOrder?: readonly string[]
}

/**
 * Gets the data key back from the master keys of a file, in a new array that the caller may overwrite.
 * Groups come in file order and within each the keys by decryption order, one after the other; the
 * first that works ends its group (K5). Every group is tried, and with several all parts that came
 * back are combined (S6). The same wrapped key is asked for only once.
 *
 * @throws {@link SopsError} `DATA_KEY_UNAVAILABLE` as {@link DataKeyUnavailableError} when fewer groups
 * gave their part back than the threshold asks for, at least two of several (S6, S7);
 * `INVALID_SHARES` for parts that cannot be combined; `DUPLICATE_DECRYPTION_ORDER`; `ABORTED`.
 *
 * @example
 * ```ts
 * import { unwrapDataKey } from '@sopskit/core'
 * import type { KeyService, Metadata } from '@sopskit/core'
 * async function dataKeyOf(metadata: Metadata, service: KeyService) {
 *   return unwrapDataKey(metadata, { services: [service], decryptionOrder: ['pgp', 'age'] })
 * }
 * ```
 */
export async function unwrapDataKey(
  metadata: Pick<Metadata, 'keyGroups' | 'shamirThreshold'>,
  options: UnwrapOptions,
): Promise<Uint8Array> {
  const { decryptionOrder = defaultDecryptionOrder } = options
  requireDistinctKinds(decryptionOrder)
  const unwrap = unwrapOnce(options)
  const groups: GroupOutcome[] = []
  for (const { keys } of metadata.keyGroups) {
    groups.push(await unwrapGroup(sortByDecryptionOrder(keys, decryptionOrder), unwrap))
  }
  return recoverDataKey(groups, metadata.shamirThreshold)
}

interface GroupOutcome {
  readonly attempt: GroupAttempt
  readonly part: Uint8Array | undefined
}

type Unwrap = (wrapped: WrappedDataKey) => Promise<Answer<Uint8Array>>

/** Answers, good or bad, are kept by key and `enc`; the same `enc` under another key can fare better. */
function unwrapOnce(options: ServiceOptions): Unwrap {
  const answers = new Map<string, Answer<Uint8Array>>()
  return async (wrapped) => {
    const id = JSON.stringify([masterKeyId(wrapped.key), wrapped.enc])
    const answer = answers.get(id) ?? (await unwrapOne(wrapped, options))
    answers.set(id, answer)
    return answer
  }
}

function unwrapOne(
  { key, enc }: WrappedDataKey,
  options: ServiceOptions,
): Promise<Answer<Uint8Array>> {
  return askServices(options, async (service, call) => {
    const part = await service.unwrap(key, enc, call)
    if (part?.length !== 0) return part
    throw new SopsError('UNWRAP_FAILED', 'gave an empty data key')
  })
}

async function unwrapGroup(keys: KeyGroup['keys'], unwrap: Unwrap): Promise<GroupOutcome> {
  const failed: KeyAttempt[] = []
  for (const wrapped of keys) {
    const answer = await unwrap(wrapped)
    if (answer.answered) return { attempt: { recovered: true, keys: failed }, part: answer.value }
    failed.push({ key: wrapped.key, services: answer.services })
  }
  return { attempt: { recovered: false, keys: failed }, part: undefined }
}

function recoverDataKey(outcomes: readonly GroupOutcome[], threshold: number): Uint8Array {
  const parts = outcomes.flatMap(({ part }) => (part === undefined ? [] : [part]))
  const split = outcomes.length > 1
  // One group holds the whole data key, whatever threshold the file names (S5, CLI-053).
  const requiredGroups = split ? Math.max(threshold, 2) : 1
  const [first] = parts
  if (first === undefined || parts.length < requiredGroups) {
    throw new DataKeyUnavailableError({
      groups: outcomes.map(({ attempt }) => attempt),
      requiredGroups,
    })
  }
  // A copy: the service may keep its own array for the next call.
  return split ? combineShares(parts) : first.slice()
}
