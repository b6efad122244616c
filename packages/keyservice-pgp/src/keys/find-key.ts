import { SopsError } from '@sopskit/core'
import type { PublicKey, Subkey } from 'openpgp'
import { keyName } from '../key-name.ts'
import type { KeyIdentifier } from './key-identifier.ts'

/** A key that was found. */
export interface FoundKey {
  readonly key: PublicKey
  /** The primary key or subkey that was named, where it is the one to use. */
  readonly part: PublicKey | Subkey | undefined
}

/**
 * Finds the key that an identifier names, by its primary key or a subkey.
 *
 * @throws {@link SopsError} `WRAP_FAILED` when there is none, `INVALID_MASTER_KEY` when there are several.
 */
export function findKey(keys: readonly PublicKey[], identifier: KeyIdentifier): FoundKey {
  const hits = keys.flatMap((key) =>
    key
      .getKeys()
      .filter((part) => isNamed(part, identifier.hex))
      .map((part) => ({ key, part })),
  )
  const [first] = hits
  if (first === undefined) {
    throw new SopsError(
      'WRAP_FAILED',
      `There is no public key for ${keyName(identifier.text)} (${keys.length} given). Provide it; nothing is fetched.`,
    )
  }
  const { exact } = identifier
  if (hits.some(({ key, part }) => key !== first.key || (exact && part !== first.part))) {
    throw new SopsError(
      'INVALID_MASTER_KEY',
      `Several keys fit ${keyName(identifier.text)}. Give the whole fingerprint.`,
    )
  }
  return { key: first.key, part: exact ? first.part : undefined }
}

function isNamed(part: PublicKey | Subkey, hex: string): boolean {
  return hex.length > 16 ? part.getFingerprint() === hex : part.getKeyID().toHex() === hex
}
