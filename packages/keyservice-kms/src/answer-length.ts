import { SopsError } from '@sopskit/core'

/** A data key has the length of an AES key; a share of one has a byte more (KEY-002, S2). */
const keyLengths: ReadonlySet<number> = new Set([16, 24, 32, 17, 25, 33])

/**
 * The ciphertext that a server answered with. An empty one would make a file that nobody can open
 * (KEY-009). `subject` names backend and key.
 */
export function requireCiphertext(answer: Uint8Array | undefined, subject: string): Uint8Array {
  if (answer !== undefined && answer.length > 0) return answer
  const message = `${subject} answered without a ciphertext. Try again, or encrypt for another key.`
  throw new SopsError('WRAP_FAILED', message)
}

/** The data key or share that a server answered with; of any other length it is not what was wrapped. */
export function requireDataKey(answer: Uint8Array | undefined, subject: string): Uint8Array {
  if (answer !== undefined && keyLengths.has(answer.length)) return answer
  const what = answer === undefined ? 'no plaintext' : `${answer.length} bytes`
  const message = `${subject} answered with ${what} where a data key was expected. The wrapped data key in the file is damaged or is not one of sops; restore the file or use another key of it.`
  throw new SopsError('UNWRAP_FAILED', message)
}
