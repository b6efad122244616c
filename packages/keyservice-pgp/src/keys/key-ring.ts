import { SopsError } from '@sopskit/core'
import type { Key, PrivateKey, PublicKey } from 'openpgp'
import type { Bench } from '../bench.ts'
import type { KeyMaterial, KeyText } from './key-material.ts'

/** The keys of a service; of the public ones, each fingerprint once. */
export interface KeyRing {
  readonly publicKeys: readonly PublicKey[]
  readonly privateKeys: readonly PrivateKey[]
}

/**
 * Reads the keys. What several copies of one key say is joined, so that a revocation in any of them counts.
 *
 * @throws {@link SopsError} `INVALID_IDENTITY` for material that holds no key of its kind.
 */
export async function readKeyRing(material: KeyMaterial, bench: Bench): Promise<KeyRing> {
  const given = await readAll(material.publicKeys, 'Public', bench)
  const own = await readAll(material.privateKeys, 'Private', bench)
  const publicKeys = [...given, ...own].map((key) => key.toPublic())
  return {
    publicKeys: await joined(publicKeys, bench),
    privateKeys: own.filter((key): key is PrivateKey => key.isPrivate()),
  }
}

async function readAll(
  texts: readonly KeyText[],
  kind: 'Public' | 'Private',
  bench: Bench,
): Promise<readonly Key[]> {
  const keys: Key[] = []
  for (const [index, text] of texts.entries()) {
    const place = `${kind} PGP key ${index + 1}`
    const found = await readOne(text, place, bench)
    if (kind === 'Private' && !found.some((key) => key.isPrivate())) {
      throw invalid(`${place} is a public key. Export it with gpg --export-secret-keys.`)
    }
    keys.push(...found)
  }
  return keys
}

async function readOne(
  text: KeyText,
  place: string,
  { library, config }: Bench,
): Promise<readonly Key[]> {
  const reads =
    text.kind === 'binary'
      ? [library.readKeys({ binaryKeys: text.bytes, config })]
      : text.blocks.map((armoredKeys) => library.readKeys({ armoredKeys, config }))
  try {
    const keys = (await Promise.all(reads)).flat()
    if (keys.length > 0) return keys
  } catch {
    // The library's error may quote what it was given, so it is not passed on.
  }
  throw invalid(`${place} cannot be read. It must be whole, armored or binary, as gpg exports it.`)
}

async function joined(
  keys: readonly PublicKey[],
  { config }: Bench,
): Promise<readonly PublicKey[]> {
  const byFingerprint = new Map<string, PublicKey>()
  for (const key of keys) {
    const fingerprint = key.getFingerprint()
    const before = byFingerprint.get(fingerprint)
    const now = before === undefined ? key : await before.update(key, undefined, config)
    byFingerprint.set(fingerprint, now)
  }
  return [...byFingerprint.values()]
}

function invalid(message: string): SopsError {
  return new SopsError('INVALID_IDENTITY', message)
}
