import { decodeBase64 } from '../text/base64.ts'
import { encodeUtf8 } from '../text/utf8.ts'
import type { Aead } from './aead.ts'
import { createNodeAead } from './node-aead.ts'

/** How {@link loadAead} chooses. */
export interface LoadAeadOptions {
  /** Take the implementation in plain JavaScript even where `node:crypto` is there. Default: false. */
  readonly portable?: boolean
}

/**
 * The `Aead` of this runtime: `node:crypto` where it is there and opens a known value with a 32-byte IV
 * (some runtimes offer the module but refuse such IVs), otherwise `@noble/ciphers`, loaded only then.
 *
 * @example
 * ```ts
 * import { loadAead } from '@sopskit/core'
 * const aead = await loadAead()
 * aead.name // 'node:crypto' on Node
 * ```
 */
export async function loadAead(options: LoadAeadOptions = {}): Promise<Aead> {
  const native = options.portable === true ? undefined : createNodeAead()
  if (native !== undefined && opensLongIvs(native)) return native
  const { nobleAead } = await import('./noble-aead.ts')
  return nobleAead
}

function opensLongIvs(aead: Aead): boolean {
  try {
    const opened = aead.importKey(probe.key).open(probe.sealed, probe.iv, probe.aad)
    return opened !== undefined && opened.length === probe.plaintextLength
  } catch {
    return false
  }
}

// `probe` under the key 00…1f, the IV 20…3f and the AAD `a:`; the test suite seals it again.
const probe = {
  key: Uint8Array.from({ length: 32 }, (_, index) => index),
  iv: Uint8Array.from({ length: 32 }, (_, index) => index + 32),
  aad: encodeUtf8('a:'),
  sealed: decodeBase64('Z7OeKugCvqM0YmoTR/qCgqG0rbup') ?? new Uint8Array(),
  plaintextLength: 5,
}
