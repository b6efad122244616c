import { SopsError } from '@sopskit/core'

/** Keys as they were handed in, copied, so that nobody can change them any more. */
export interface KeyMaterial {
  readonly publicKeys: readonly KeyText[]
  readonly privateKeys: readonly KeyText[]
}

/** One of them: armored blocks, or packets. */
export type KeyText =
  | { readonly kind: 'armored'; readonly blocks: readonly string[] }
  | { readonly kind: 'binary'; readonly bytes: Uint8Array }

/**
 * Takes key material apart as far as that goes without the library.
 *
 * @throws {@link SopsError} `INVALID_OPTION` for what is neither text nor bytes.
 */
export function requireKeyMaterial(
  publicKeys: readonly unknown[] = [],
  privateKeys: readonly unknown[] = [],
): KeyMaterial {
  return { publicKeys: readTexts(publicKeys), privateKeys: readTexts(privateKeys) }
}

function readTexts(keys: readonly unknown[]): readonly KeyText[] {
  if (Array.isArray(keys)) return keys.map(readText)
  throw invalidOption()
}

function readText(key: unknown): KeyText {
  if (typeof key === 'string') return armored(key)
  if (!(key instanceof Uint8Array)) throw invalidOption()
  // A file that was read as bytes can hold armor; the first byte of a packet is never ASCII.
  const isText = (key[0] ?? 0) < 0x80
  return isText ? armored(new TextDecoder().decode(key)) : { kind: 'binary', bytes: key.slice() }
}

const block = /-----BEGIN PGP (PUBLIC|PRIVATE) KEY BLOCK-----[^]*?-----END PGP \1 KEY BLOCK-----/g

function armored(text: string): KeyText {
  return { kind: 'armored', blocks: text.match(block) ?? [] }
}

function invalidOption(): SopsError {
  return new SopsError(
    'INVALID_OPTION',
    'Give publicKeys and privateKeys as lists of armored texts or bytes. One of them is neither: is a variable not set?',
  )
}
