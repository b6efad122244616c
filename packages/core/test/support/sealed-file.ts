import {
  ageMasterKeys,
  attachMetadata,
  type Metadata,
  type TreeBranches,
  wrapDataKey,
} from '@sopskit/core'
import { createValueCipher, type ValueToSeal } from '../../src/value/value-cipher.ts'
import { operationOptions } from './operation-options.ts'

const dataKey = new Uint8Array(32).fill(9)
const cipher = createValueCipher(operationOptions.aead, dataKey)
let ivs = 0

/** One `ENC[…]` text under the test data key, whatever its type and place. */
export function sealed(value: Omit<ValueToSeal, 'iv'>): string {
  return cipher.seal({ ...value, iv: new Uint8Array(32).fill(++ivs) })
}

/** Puts metadata for the test data key on documents; `mac` is what the MAC is to be computed over. */
export async function sealedFile(
  branches: TreeBranches,
  mac: string,
  changes: Partial<Metadata> = {},
): Promise<TreeBranches> {
  const hash = operationOptions.aead.createSha512()
  hash.update(mac)
  const digits = Buffer.from(hash.digest()).toString('hex').toUpperCase()
  const lastModified = '2024-01-02T03:04:05Z'
  const { keyGroups } = await wrapDataKey(dataKey, {
    ...operationOptions,
    keyGroups: [ageMasterKeys('age1test')],
  })
  const metadata: Metadata = {
    keyGroups,
    shamirThreshold: 0,
    rule: { kind: 'unencrypted-suffix', suffix: '_unencrypted' },
    macOnlyEncrypted: false,
    lastModified,
    mac: sealed({ plaintext: digits, type: 'str', aad: lastModified }),
    version: '3.13.3',
    unknown: [],
    ...changes,
  }
  return attachMetadata(branches, metadata, 'nested')
}
