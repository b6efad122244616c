import { SopsError } from '../../errors/sops-error.ts'

/** A data key has the length of an AES key; a share of one has a byte more (KEY-002, S2). */
const lengths: ReadonlySet<number> = new Set([16, 24, 32, 17, 25, 33])

/**
 * True for bytes of the length of a data key, or of a share of one: 16, 24 or 32, or one more (KEY-002, S2).
 *
 * @example
 * ```ts
 * import { isDataKey } from '@sopskit/core'
 * isDataKey(new Uint8Array(32)) // true
 * ```
 */
export function isDataKey(bytes: Uint8Array): boolean {
  return lengths.has(bytes.length)
}

const damaged =
  'The wrapped data key in the file is damaged or is not one of sops. Restore the file or use another key of it.'

/**
 * The data key or share that a backend has unwrapped; of any other length it is not what was wrapped
 * (KEY-009). `subject` begins the message, `advice` ends it.
 *
 * @throws {@link SopsError} `UNWRAP_FAILED`.
 * @example
 * ```ts
 * import { requireDataKey } from '@sopskit/core'
 * const dataKey = requireDataKey(new Uint8Array(32), 'The Vault key ci')
 * ```
 */
export function requireDataKey(
  answer: Uint8Array | undefined,
  subject: string,
  advice: string = damaged,
): Uint8Array {
  if (answer !== undefined && isDataKey(answer)) return answer
  const what = answer === undefined ? 'no plaintext' : `${answer.length} bytes`
  const message = `${subject} gave ${what} where a data key was expected. ${advice}`
  throw new SopsError('UNWRAP_FAILED', message)
}
