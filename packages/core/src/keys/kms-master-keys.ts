import { partsWithoutBlanks, readKeyList } from './key-text-list.ts'
import type { KmsMasterKey } from './master-key.ts'

/** What AWS KMS keys given as text have in common. */
export interface KmsKeyOptions {
  /** The encryption context of all of them. Default: none. */
  readonly context?: Readonly<Record<string, string>> | undefined
  /** The profile for all of them (KMS-008). Default: none. */
  readonly awsProfile?: string | undefined
}

/**
 * Reads a comma-separated list of AWS KMS keys, each an ARN or `ARN+ROLE_ARN` (KMS-001). Whether an ARN
 * is one, its key service finds out (KMS-002).
 *
 * @throws {@link SopsError} `INVALID_MASTER_KEY` for an empty entry.
 *
 * @example
 * ```ts
 * import { kmsMasterKeys } from '@sopskit/core'
 * const [key] = kmsMasterKeys('arn:aws:kms:eu-west-1:1:key/k+arn:aws:iam::1:role/ci')
 * key?.role // 'arn:aws:iam::1:role/ci'
 * ```
 */
export function kmsMasterKeys(text: string, options: KmsKeyOptions = {}): readonly KmsMasterKey[] {
  const { context = {}, awsProfile = '' } = options
  return readKeyList(partsWithoutBlanks(text), 'an ARN', (part) => {
    const split = part.indexOf('+arn:')
    const [arn, role] = split > 0 ? [part.slice(0, split), part.slice(split + 1)] : [part, '']
    return { type: 'kms', arn, role, context, awsProfile }
  })
}
