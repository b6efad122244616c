import { requireAesKeyLength } from '../aead/key-length.ts'
import { SopsError } from '../errors/sops-error.ts'
import type { KeyGroup, WrappedDataKey } from '../metadata/metadata.ts'
import type { RandomBytes } from '../random/random-bytes.ts'
import { splitSecret } from '../shamir/split-secret.ts'
import { formatSeconds } from '../text/format-seconds.ts'
import { askServices } from './ask-services.ts'
import type { Answer, ServiceOptions } from './ask-services.ts'
import { completeKeyGroups } from './complete-master-keys.ts'
import type { KeyAttempt } from './key-attempts.ts'
import { KeysNotWrappedError } from './keys-not-wrapped-error.ts'
import type { MasterKey } from './master-key.ts'

/** What {@link wrapDataKey} takes beside the data key. */
export interface WrapOptions extends ServiceOptions {
  /** One group: every key wraps the data key (K2). Several: every key of one wraps its share (S3). */
  readonly keyGroups: readonly (readonly MasterKey[])[]
  /** How many of several groups are needed. Default, also for 0: all of them (S4). */
  readonly shamirThreshold?: number
  readonly random: RandomBytes
  readonly now: Date
}

/** What the metadata says about the keys. */
export interface WrappedKeyGroups {
  readonly keyGroups: readonly KeyGroup[]
  /** As asked for, or the number of groups; 0 for one group without a threshold (S4, S5). */
  readonly shamirThreshold: number
}

/**
 * Wraps a data key for every master key, asking the services in turn. With two or more groups the data
 * key is split into one share per group (S2, S3). One key after the other; all must succeed (K3).
 * What a key leaves to its server is filled in first (AZ-003).
 *
 * @throws {@link SopsError} `NO_RECIPIENTS` without groups; `EMPTY_KEY_GROUP` (CFG-049);
 * `INVALID_THRESHOLD` (S4); `INVALID_DATA_KEY` for a data key that AES does not take (V3);
 * `WRAP_FAILED`, naming every key that failed, and `UNSUPPORTED_KEY_TYPE` when no service handles the
 * keys that failed, both as {@link KeysNotWrappedError}; `ABORTED`.
 *
 * @example
 * ```ts
 * import { ageMasterKeys, pooledRandom, wrapDataKey } from '@sopskit/core'
 * import type { KeyService } from '@sopskit/core'
 * const random = pooledRandom((bytes) => crypto.getRandomValues(bytes))
 * async function newKeyGroups(service: KeyService, recipients: string) {
 *   const keyGroups = [ageMasterKeys(recipients)]
 *   return wrapDataKey(random(32), { keyGroups, services: [service], random, now: new Date() })
 * }
 * ```
 */
export async function wrapDataKey(
  dataKey: Uint8Array,
  options: WrapOptions,
): Promise<WrappedKeyGroups> {
  requireAesKeyLength(dataKey)
  requireKeys(options.keyGroups)
  const shamirThreshold = resolveThreshold(options)
  const keyGroups = await completeKeyGroups(options.keyGroups, options)
  const secrets = secretPerGroup(dataKey, { ...options, keyGroups }, shamirThreshold)
  try {
    return { keyGroups: await wrapGroups(secrets, options), shamirThreshold }
  } finally {
    for (const { secret } of secrets) secret.fill(0)
  }
}

function requireKeys(keyGroups: WrapOptions['keyGroups']): void {
  if (keyGroups.length === 0) {
    throw new SopsError(
      'NO_RECIPIENTS',
      'There is no master key to encrypt for: name at least one.',
    )
  }
  const empty = keyGroups.findIndex((keys) => keys.length === 0)
  if (empty < 0) return
  throw new SopsError('EMPTY_KEY_GROUP', `Key group ${empty} has no key: add one, or remove it.`)
}

/** With one group any threshold is written as it is, for it means nothing (S5). */
function resolveThreshold({ keyGroups, shamirThreshold = 0 }: WrapOptions): number {
  if (!Number.isInteger(shamirThreshold)) {
    throw new SopsError('INVALID_THRESHOLD', 'The Shamir threshold must be a whole number.')
  }
  return shamirThreshold === 0 && keyGroups.length > 1 ? keyGroups.length : shamirThreshold
}

interface GroupSecret {
  readonly keys: readonly MasterKey[]
  /** Ours to overwrite. */
  readonly secret: Uint8Array
}

function secretPerGroup(
  dataKey: Uint8Array,
  { keyGroups, random }: WrapOptions,
  threshold: number,
): readonly GroupSecret[] {
  const split = { parts: keyGroups.length, threshold, random }
  const secrets = keyGroups.length === 1 ? [dataKey.slice()] : splitSecret(dataKey, split)
  return secrets.map((secret, index) => ({ keys: keyGroups[index] ?? [], secret }))
}

async function wrapGroups(
  groups: readonly GroupSecret[],
  options: WrapOptions,
): Promise<readonly KeyGroup[]> {
  const failures: KeyAttempt[] = []
  const wrapped: KeyGroup[] = []
  for (const { keys, secret } of groups) {
    const entries: WrappedDataKey[] = []
    for (const key of keys) {
      const answer = await wrapOne(key, secret, options)
      if (answer.answered) entries.push(wrappedEntry(key, answer.value, options.now))
      else failures.push({ key, services: answer.services })
    }
    wrapped.push({ keys: entries })
  }
  if (failures.length > 0) throw new KeysNotWrappedError(failures)
  return wrapped
}

/** Services get a copy: one that overwrites its input must not spoil the key of the next. */
function wrapOne(
  key: MasterKey,
  secret: Uint8Array,
  options: ServiceOptions,
): Promise<Answer<string>> {
  return askServices(options, async (service, call) => {
    const copy = secret.slice()
    try {
      return requireText(await service.wrap(key, copy, call))
    } finally {
      copy.fill(0)
    }
  })
}

/** An empty `enc` would be a file that nobody can decrypt. */
function requireText(enc: string | null): string | null {
  if (enc !== '') return enc
  throw new SopsError('WRAP_FAILED', 'gave an empty wrapped data key')
}

/** Every kind of key but age says when it was added (D4). */
function wrappedEntry(key: MasterKey, enc: string, now: Date): WrappedDataKey {
  if (key.type === 'age') return { key, enc, unknown: [] }
  return { key, enc, createdAt: formatSeconds(now), unknown: [] }
}
