import type { Aead } from '../aead/aead.ts'
import type { PlannedLeaf } from '../rules/plan-leaves.ts'
import { isComment } from '../tree/guards.ts'
import { encodePlaintext } from '../value/plaintext.ts'

/** How a MAC is computed. */
export interface MacOptions {
  readonly aead: Aead
  /** Only leaves that are encrypted count (M5). */
  readonly onlyEncrypted: boolean
}

/** SHA-256 of the text `sops`: what the hash is fed first under `mac_only_encrypted` (M5). */
const onlyEncryptedPrefix: Uint8Array = Uint8Array.of(
  0x8a,
  0x3f,
  0xd2,
  0xad,
  0x54,
  0xce,
  0x66,
  0x52,
  0x7b,
  0x10,
  0x34,
  0xf3,
  0xd1,
  0x47,
  0xbe,
  0x0b,
  0x0b,
  0x97,
  0x5b,
  0x3b,
  0xf4,
  0x4f,
  0x72,
  0xc6,
  0xfd,
  0xad,
  0xec,
  0x81,
  0x76,
  0xf2,
  0x7d,
  0x69,
)

/**
 * The MAC of a plain tree: SHA-512 over the leaves' plaintext in document order, as 128 upper-case hex
 * digits (M1–M5). Comments and nulls add nothing.
 *
 * @example
 * ```ts
 * import {
 *   branch,
 *   collectLeaves,
 *   compileRule,
 *   computeMac,
 *   defaultRule,
 *   entry,
 *   loadAead,
 *   planLeaves,
 * } from '@sopskit/core'
 * const rule = await compileRule(defaultRule)
 * const leaves = planLeaves(collectLeaves([branch([entry('a', 'x')])]), rule)
 * const mac = computeMac(leaves, { aead: await loadAead(), onlyEncrypted: false })
 * ```
 */
export function computeMac(leaves: readonly PlannedLeaf[], options: MacOptions): string {
  const hash = options.aead.createSha512()
  if (options.onlyEncrypted) hash.update(onlyEncryptedPrefix)
  for (const { value, encrypted } of leaves) {
    if (value === null || isComment(value) || (options.onlyEncrypted && !encrypted)) continue
    hash.update(encodePlaintext(value))
  }
  return toUpperHex(hash.digest())
}

function toUpperHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()
}
