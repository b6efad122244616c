import { SopsError } from '@sopskit/core'
import type { KeyID, PublicKey } from 'openpgp'
import type { Bench } from './bench.ts'
import { keyName } from './key-name.ts'
import { findKey, type FoundKey } from './keys/find-key.ts'
import type { KeyIdentifier } from './keys/key-identifier.ts'
import { curvePackageMissing, lacksCurvePackage } from './openpgp-library.ts'

/** What a data key is to be wrapped for. */
export interface WrapTask {
  readonly key: KeyIdentifier
  readonly dataKey: Uint8Array
  readonly date: Date
  readonly publicKeys: readonly PublicKey[]
}

/**
 * The `enc` text for one key (PGP-005).
 *
 * @throws {@link SopsError} `WRAP_FAILED`, `INVALID_MASTER_KEY`, `PACKAGE_MISSING`.
 */
export async function wrapFor(task: WrapTask, bench: Bench): Promise<string> {
  const found = findKey(task.publicKeys, task.key)
  const keyId = await encryptionKeyId(found, task, bench)
  try {
    return await seal(found.key, { ...task, keyId }, bench)
  } catch {
    throw failure(task, 'could not be encrypted for. Check the key.')
  }
}

interface SealTask {
  readonly keyId: KeyID
  readonly dataKey: Uint8Array
  readonly date: Date
}

async function seal(
  key: PublicKey,
  { keyId, dataKey, date }: SealTask,
  { library, config }: Bench,
): Promise<string> {
  const common = { encryptionKeys: key, date, config }
  // Without what the library says about AEAD: gpg, and so sops, reads no such messages of RFC 9580.
  const { data, algorithm } = await library.generateSessionKey(common)
  const enc = await library.encrypt({
    ...common,
    message: await library.createMessage({ binary: dataKey.slice(), date }),
    encryptionKeyIDs: [keyId],
    sessionKey: { data, algorithm },
    format: 'armored',
  })
  return enc.trim()
}

/** Which part of a key to encrypt for: the named one, or the newest that can be (PGP-003). */
async function encryptionKeyId(
  { key, part }: FoundKey,
  task: WrapTask,
  { config }: Bench,
): Promise<KeyID> {
  try {
    const chosen = await key.getEncryptionKey(part?.getKeyID(), task.date, undefined, config)
    if (part !== undefined && chosen.getFingerprint() !== part.getFingerprint()) throw new Error()
    return chosen.getKeyID()
  } catch (error) {
    if (lacksCurvePackage(error)) throw curvePackageMissing()
    throw failure(task, await reasonAgainst(key, task.date, { config }))
  }
}

async function reasonAgainst(
  key: PublicKey,
  date: Date,
  { config }: Pick<Bench, 'config'>,
): Promise<string> {
  if (await key.isRevoked(undefined, undefined, date, config)) {
    return 'is revoked. Encrypt for another key.'
  }
  const end = await key.getExpirationTime(undefined, config)
  if (end instanceof Date && end <= date) {
    return `expired on ${end.toISOString().slice(0, 10)}. Extend it and provide it anew, or encrypt for another key.`
  }
  return 'cannot be encrypted for: no part of it that was named is for encryption, valid now, and strong enough.'
}

function failure({ key: { text } }: WrapTask, what: string): SopsError {
  const name = keyName(text)
  return new SopsError('WRAP_FAILED', `${name.charAt(0).toUpperCase()}${name.slice(1)} ${what}`)
}
