import { SopsError } from '../../errors/sops-error.ts'

/**
 * The ciphertext that a backend gave for a data key. An empty one would make a file that nobody can open
 * (KEY-009). `subject` begins the message.
 *
 * @throws {@link SopsError} `WRAP_FAILED` when there is none, or an empty one.
 * @example
 * ```ts
 * import { requireCiphertext } from '@sopskit/core'
 * const enc = requireCiphertext('vault:v1:…', 'The Vault key ci')
 * ```
 */
export function requireCiphertext<Ciphertext extends string | Uint8Array>(
  answer: Ciphertext | undefined,
  subject: string,
): Ciphertext {
  if (answer !== undefined && answer.length > 0) return answer
  const message = `${subject} gave no ciphertext. Try again, or encrypt for another key.`
  throw new SopsError('WRAP_FAILED', message)
}

/**
 * The wrapped data key of a file, decoded, before a backend is asked to open it; `undefined` stands for a text
 * that cannot be decoded. `subject` begins the message.
 *
 * @throws {@link SopsError} `UNWRAP_FAILED` when there is none, or an empty one.
 * @example
 * ```ts
 * import { decodeBase64, requireWrapped } from '@sopskit/core'
 * const ciphertext = requireWrapped(decodeBase64('AQID'), 'The AWS KMS key')
 * ```
 */
export function requireWrapped<Wrapped extends string | Uint8Array>(
  wrapped: Wrapped | undefined,
  subject: string,
): Wrapped {
  if (wrapped !== undefined && wrapped.length > 0) return wrapped
  const message = `${subject} has nothing to open: the wrapped data key in the file is empty, or is not of the form that such a key has. Restore the file or use another key of it.`
  throw new SopsError('UNWRAP_FAILED', message)
}
