import type { Leaf } from '@sopskit/core'
import { layoutLosses, preserveYamlLayout } from '@sopskit/stores/layout'
import { yamlStore } from '@sopskit/stores/yaml'
import { expect } from 'vitest'
import { brief, metadataText, seal } from './sealing.ts'

const store = yamlStore()

/** What became of a file that was encrypted in its layout and decrypted again. */
export interface RoundTrip {
  /** The encrypted text, its values cut down to their types. */
  readonly encrypted: string
  readonly decrypted: string
  readonly losses: readonly string[]
}

/** Seals a file and opens it again, both in its layout; `isSecret` says what is sealed. */
export function roundTrip(
  plain: Uint8Array | string,
  isSecret?: (leaf: Leaf) => boolean,
): RoundTrip {
  const bytes = Buffer.from(plain)
  const tree = store.load(bytes)
  const { bytes: encrypted } = preserveYamlLayout(bytes, seal(tree, isSecret))
  const losses = layoutLosses({ plain: bytes, encrypted, tree })
  return {
    encrypted: brief(encrypted),
    decrypted: Buffer.from(preserveYamlLayout(encrypted, tree).bytes).toString(),
    losses: losses.map(({ path }) => path.join('.')),
  }
}

/** The encrypted text of a file that comes back as it was, without the metadata at its end. */
export function sealedText(plain: string): string {
  const { encrypted, decrypted, losses } = roundTrip(plain)
  expect(decrypted).toBe(plain)
  expect(losses).toEqual([])
  expect(encrypted.endsWith(metadataText)).toBe(true)
  return encrypted.slice(0, -metadataText.length)
}

/** True for the keys that these tests take for secret. */
export function underSecret({ path }: Leaf): boolean {
  return path.includes('secret')
}
